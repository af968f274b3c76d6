import { expect, test } from 'vitest';
import type { Drift } from '../../src/transcript/compare.ts';
import { comparePage } from './run-page.ts';

const shop = `8d0c1f0a3b5e${'a1'.repeat(26)}`;
const cart = `b7d04e6621fa${'b2'.repeat(26)}`;
const shop2 = `1d8e60f2a4b9${'d4'.repeat(26)}`;
const cart2 = `e85b3c97420d${'e5'.repeat(26)}`;

/** A lesson as its page has it: two containers start, are listed, one ends and is removed. */
const page = [
  ['docker run --detach --name shop localhost:5050/web:1.0', shop],
  ['docker run --detach localhost:5050/web:1.0', cart],
  [
    'docker ps --all',
    'CONTAINER ID   IMAGE                    COMMAND           CREATED          STATUS                     PORTS                   NAMES',
    'b7d04e6621fa   localhost:5050/web:1.0   "/app/start.sh"   11 seconds ago   Up 10 seconds              0.0.0.0:32768->80/tcp   zen_wu',
    '8d0c1f0a3b5e   localhost:5050/web:1.0   "/app/start.sh"   12 seconds ago   Exited (0) 3 seconds ago                           shop',
  ],
  [
    'docker top $name -o pid,ppid,args',
    'PID                 PPID                COMMAND',
    '512                 488                 /bin/sh /app/start.sh',
    '535                 512                 httpd -f',
  ],
  [
    "docker inspect --format '{{.State.Pid}} {{.NetworkSettings.IPAddress}}' $name",
    '512 172.17.0.3',
  ],
  ['docker rm --force shop $name', 'shop', 'zen_wu'],
] as const;

/** The same lesson an hour later. */
const another = [
  [shop2],
  [cart2],
  [
    'CONTAINER ID   IMAGE                    COMMAND           CREATED              STATUS                          PORTS                   NAMES',
    'e85b3c97420d   localhost:5050/web:1.0   "/app/start.sh"   About a minute ago   Up 59 seconds                   0.0.0.0:32768->80/tcp   practical_chandrasekhar',
    '1d8e60f2a4b9   localhost:5050/web:1.0   "/app/start.sh"   About a minute ago   Exited (0) About a minute ago                           shop',
  ],
  [
    'PID                 PPID                COMMAND',
    '1054                1029                /bin/sh /app/start.sh',
    '1069                1054                httpd -f',
  ],
  ['1054 172.17.0.3'],
  ['shop', 'practical_chandrasekhar'],
];

const text = page
  .map(([command, ...lines]) => ['```console', `$ ${command}`, ...lines, '```', ''].join('\n'))
  .join('\n');

/** The first drift of the page and a run of which one part is replaced. */
function compareWith(from: string, to: string): Drift | undefined {
  const spoiled = another
    .map((lines) => lines.join('\n'))
    .join('\0')
    .replace(from, to);
  const recordings = spoiled
    .split('\0')
    .map((output) => ({ lines: output.split('\n'), exitCode: 0, durationMs: 1 }));
  return comparePage(text, recordings).find(Boolean);
}

const tellDrift = (from: string, to: string) => {
  const { place, sentence } = compareWith(from, to) ?? {};
  return `${place?.line}:${place?.column}: ${sentence?.replace(/ Correct the page.*/, '')}`;
};

test('another run, an hour later, is equal', () => {
  expect(compareWith('', '')?.sentence).toBeUndefined();
});

test('a drift says only what differs, and what a name is known to be', () => {
  const cases = [
    ['ps lists a container that did not start', '\ne85b3c97420d', '\n99999c97420d'],
    ['ps lists one container twice', '\ne85b3c97420d', '\n1d8e60f2a4b9'],
    ['two containers have one ID', cart2, shop2],
    ['another container is removed', 'shop\npractical_chandrasekhar', 'shop\nzen_wu'],
    ['another parent', '1054                httpd', '1029                httpd'],
    ['another process than the one that top listed', '1054 172', '1069 172'],
    ['another address', '172.17.0.3', '172.17.0.4'],
    ['another port', '32768', '32769'],
    [
      'another tag',
      'web:1.0   "/app/start.sh"   About a minute ago   Up',
      'web:2.0   "/app/start.sh"   About a minute ago   Up',
    ],
    ['an age where an address was', '172.17.0.3', '3 seconds ago'],
    ['up where exited was', 'Exited (0) About a minute ago', 'Up About a minute'],
    ['another exit status', 'Exited (0)', 'Exited (1)'],
    ['another header', 'NAMES', 'NAME'],
    ['a line too many', 'shop\npractical', 'shop\nshop\npractical'],
    ['a line too few', 'shop\npractical', 'practical'],
    ['process 1 where another was', '1029  ', '1     '],
  ];
  const told = cases.map(([title, from = '', to = '']) => `${title}: ${tellDrift(from, to)}`);
  expect(told.filter((each) => each.includes('undefined'))).toEqual([]);
  expect(told.join('\n')).toMatchInlineSnapshot(`
    "ps lists a container that did not start: 14:1: expected b7d04e6621fa, the container that line 7 started, but found 99999c97420d, which nothing before names.
    ps lists one container twice: 14:1: expected b7d04e6621fa, the container that line 7 started, but found 8d0c1f0a3b5e, the container that line 2 started.
    two containers have one ID: 8:1: expected b7d04e6621fab2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2, which nothing before names, but found 8d0c1f0a3b5ea1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1, the container that line 2 started.
    another container is removed: 33:1: expected zen_wu, the made-up name named on line 14, but found zen_wu0, which nothing before names.
    another parent: 22:21: expected 512, the process ID named on line 21, but found 488, the process ID named on line 21.
    another process than the one that top listed: 27:1: expected 512, the process ID named on line 21, but found 535, the process ID named on line 22.
    another address: 27:14: expected "172.17.0.3" but found "172.17.0.4".
    another port: 14:115: expected "0.0.0.0:32768->80/tcp" but found "0.0.0.0:32769->80/tcp".
    another tag: 14:35: expected "localhost:5050/web:1.0" but found "localhost:5050/web:2.0".
    an age where an address was: 27:5: expected "172.17.0.3" but found "3 seconds ago".
    up where exited was: 15:76: expected "Exited (0) 3 seconds ago" but found "Up About a minute".
    another exit status: 15:84: expected "(0)" but found "(1)".
    another header: 13:131: expected "NAMES" but found "NAME".
    a line too many: 33:1: expected "zen_wu" but found "shop".
    a line too few: 32:1: expected "shop" but found "zen_wu".
    process 1 where another was: 21:21: expected "488" but found "1"."
  `);
});
