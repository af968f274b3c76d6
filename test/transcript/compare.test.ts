import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { a, b, compareOutputs, driftOf, x, y } from './compare-outputs.ts';
import { lucks } from './lucks.ts';
import { courseDigest, playLesson, recordingsOf, writePage } from './play-lesson.ts';
import { comparePage } from './run-page.ts';

const short = (id: string) => id.slice(0, 12);

type Case = [title: string, page: string[], run: string[], meta?: string];

test('any two runs of the same lesson are equal', () => {
  fc.assert(
    fc.property(lucks, lucks, (one, other) => {
      const drifts = comparePage(writePage(playLesson(one)), recordingsOf(playLesson(other)));
      expect(drifts.filter(Boolean)).toEqual([]);
    }),
  );
});

describe('equal', () => {
  test.each<Case>([
    ['an age in other words', ['12 seconds ago'], ['About a minute ago']],
    ['an ID shown long, then short', [a, short(a)], [x, short(x)]],
    ['an ID shown short, then long', [short(a), a, short(a)], [short(x), x, short(x)]],
    [
      'an ID cut at another length',
      [a, ` => => writing image sha256:${a.slice(0, 50)} 0.1s`],
      [x, ` => => writing image sha256:${x.slice(0, 49)} 10.1s`],
    ],
    [
      'a longer made-up name that widens its column',
      ['NAMES     ID\nzen_wu    1\nweb       2'],
      ['NAMES                     ID\npractical_chandrasekhar   1\nweb                       2'],
    ],
    [
      'a wider age beside other cells',
      ['web   2 weeks ago   4.12MB'],
      ['web   About an hour ago   4.12MB'],
    ],
    [
      'unordered lines in another order, consistently renamed',
      [a, b, `web ${short(a)}\ndb ${short(b)}\nsum`],
      [x, y, `sum\ndb ${short(y)}\nweb ${short(x)}`],
      ' unordered',
    ],
    [
      'unordered lines that only the names of other fences tell apart',
      [a, b, `deleted ${a}\ndeleted ${b}`],
      [x, y, `deleted ${y}\ndeleted ${x}`],
      ' unordered',
    ],
    [
      'unordered lines that only their children tell apart',
      [`id ${a}\n  web\nid ${b}\n  db`],
      [`id ${x}\n  db\nid ${y}\n  web`],
      ' unordered',
    ],
    [
      'unordered equal lines',
      ['same\nsame\nother\n  same'],
      ['other\n  same\nsame\nsame'],
      ' unordered',
    ],
    ['any lines in a gap', ['first\n...\nlast'], [`first\n${a}\nwhatever\nlast`]],
    ['no line in a gap', ['first\n...\nlast'], ['first\nlast']],
    ['two gaps', ['...\nmiddle\n...'], ['1\nmiddle\n2\n3']],
    ['a gap in an unordered fence', ['b\na\n...'], ['a\nx\nb\ny'], ' unordered'],
    [
      'an ID of digits only, known as one',
      [a, short(a)],
      [`123456789012${x.slice(12)}`, '123456789012'],
    ],
    ['a number of a namespace', ['net:[4026532407]'], ['net:[4026532500]']],
    ['a cut digest of a course image', [courseDigest.slice(0, 12)], [courseDigest.slice(0, 12)]],
    ['an empty output', ['...'], ['']],
    ['an exit code', ['no\n[3]'], ['no\n[3]']],
  ])('%s', (_, page, run, meta) => {
    expect(compareOutputs(page, run, meta).filter(Boolean)).toEqual([]);
  });
});

describe('drift', () => {
  test.each<Case>([
    ['a container that is not the one that ran', [a, `${short(a)} web`], [x, `${short(y)} web`]],
    ['another container is removed', [a, b, short(a)], [x, y, short(y)]],
    ['two containers with one ID', [a, b], [x, x]],
    ['one container with two IDs', [a, a], [x, y]],
    ['the short ID of one, the long ID of another', [`${short(a)} ${a}`], [`${short(x)} ${y}`]],
    ['the same in separate steps', [short(a), a], [short(x), y]],
    ['another digest of a course image', [`sha256:${courseDigest}`], [`sha256:${x}`]],
    ['a digest where a course image was', [`sha256:${a}`], [`sha256:${courseDigest}`]],
    ['another address', ['172.17.0.2'], ['172.17.0.3']],
    ['another port', ['0.0.0.0:32768->80/tcp'], ['0.0.0.0:32769->80/tcp']],
    ['another tag', ['web:1.0'], ['web:2.0']],
    ['another size', ['12 seconds ago   4.12MB'], ['13 seconds ago   4.13MB']],
    ['another count', ['(6/6) FINISHED'], ['(7/7) FINISHED']],
    ['another exit code', ['no\n[1]'], ['no\n[2]']],
    ['an exit code that was 0', ['no'], ['no\n[1]']],
    ['an exit code that is 0', ['no\n[1]'], ['no']],
    ['another header', ['NAMES   ID'], ['NAME    ID']],
    ['another word', ['Deleted Images:'], ['Deleted images:']],
    ['a missing line', ['one\ntwo'], ['one']],
    ['an added line', ['one'], ['one\ntwo']],
    ['an empty line', ['one\ntwo'], ['one\n\ntwo']],
    ['swapped lines in an ordered fence', ['one\ntwo'], ['two\none']],
    ['an age where an address was', ['172.17.0.2'], ['3 seconds ago']],
    ['an address where an age was', ['3 seconds ago'], ['172.17.0.2']],
    ['an ID where an age was', ['3 seconds ago'], [short(x)]],
    ['another status', ['Exited (0) 3 seconds ago'], ['Up 3 seconds']],
    ['another exit status', ['Exited (0) 3 seconds ago'], ['Exited (1) 3 seconds ago']],
    ['other indentation', ['    "Id"'], ['  "Id"']],
    ['one blank where padding was', ['a   b'], ['a b']],
    ['a chosen name', ['zen_garden'], ['zen_wu']],
    ['a name of no known words', ['web_server'], ['web_client']],
    ['two numbers of 12 digits', ['123456789012 bytes'], ['123456789013 bytes']],
    ['never for a time', ['0001-01-01T00:00:00Z'], ['2026-11-21T19:15:33Z']],
    ['a line missing after a gap', ['first\n...\nlast'], ['first\nother']],
    ['a line missing in an unordered fence', ['a\nb'], ['b'], ' unordered'],
    ['a line twice in an unordered fence', ['a\nb'], ['b\na\na'], ' unordered'],
    [
      'two IDs swapped between unordered lines that name different things',
      [a, b, `web ${short(a)}\ndb ${short(b)}`],
      [x, y, `web ${short(y)}\ndb ${short(x)}`],
      ' unordered',
    ],
    ['a child under another parent', ['one\n  child\ntwo'], ['one\ntwo\n  child'], ' unordered'],
  ])('%s', (_, page, run, meta) => {
    const drifts = compareOutputs(page, run, meta);
    expect(drifts.slice(0, -1).filter(Boolean)).toEqual([]);
    expect(drifts.at(-1)).toBeDefined();
  });
});

const build = (...lines: string[]) =>
  ['[+] Building 0.3s (6/6) FINISHED', ...lines.map((line) => ` => ${line} 0.0s`)].join('\n');

test('the lines of a build screen come in any order, what they belong to and what follows does not', () => {
  const page = `${build('one', '=> a', `=> sha256:${a}`, 'two', '=> a')}\nend`;
  const isEqual = (run: string) => compareOutputs([page], [run])[0] === undefined;
  expect(isEqual(`${build('two', '=> a', 'one', `=> sha256:${x}`, '=> a')}\nend`)).toBe(true);
  expect(isEqual(`${build('one', '=> a', 'two', `=> sha256:${x}`, '=> a')}\nend`)).toBe(false);
  expect(isEqual(`end\n${build('one', '=> a', `=> sha256:${x}`, 'two', '=> a')}`)).toBe(false);
});

test('a drift names the output line and column that differs, and shows only what differs', () => {
  const age = 'ID             CREATED          SIZE\n';
  expect(
    driftOf(
      [a, `${age}${short(a)}   12 seconds ago   4.12MB\nend`],
      [
        x,
        `ID             CREATED              SIZE\n${short(x)}   About a minute ago   4.13MB\nend`,
      ],
    ),
  ).toMatchInlineSnapshot(`
    "9:36: expected "4.12MB" but found "4.13MB". Correct the page, or if what was printed is right, let "npm run record" write it.
    ---
    ID             CREATED          SIZE
    3f2a9c81d07e   12 seconds ago   4.12MB
    end
    ---
    ID             CREATED          SIZE
    3f2a9c81d07e   12 seconds ago   4.13MB
    end"
  `);
});

test('a name that belongs to something else is named with the line that it comes from', () => {
  expect(driftOf([a, b, `removed ${short(a)}`], [x, y, `removed ${short(y)}`]))
    .toMatchInlineSnapshot(`
      "13:9: expected 3f2a9c81d07e, the ID named on line 3, but found b7d04e6621fa, the ID named on line 8. Correct the page, or if what was printed is right, let "npm run record" write it.
      ---
      removed 3f2a9c81d07e
      ---
      removed b7d04e6621fa"
    `);
  expect(driftOf([a, `removed ${short(a)}`], [x, `removed ${short(y)}`])).toMatchInlineSnapshot(`
    "8:9: expected 3f2a9c81d07e, the ID named on line 3, but found e85b3c97420d, which nothing before names. Correct the page, or if what was printed is right, let "npm run record" write it.
    ---
    removed 3f2a9c81d07e
    ---
    removed e85b3c97420d"
  `);
});

test('a drift says what is missing, what is new, and which exit code came', () => {
  expect(driftOf(['one\ntwo'], ['one'])).toMatchInlineSnapshot(`
    "4:1: expected "two" but the output had ended. Correct the page, or if what was printed is right, let "npm run record" write it.
    ---
    one
    two
    ---
    one"
  `);
  expect(driftOf(['one'], ['one\ntwo'])).toMatchInlineSnapshot(`
    "3:1: expected no more output but found "two". Correct the page, or if what was printed is right, let "npm run record" write it.
    ---
    one
    ---
    one
    two"
  `);
  expect(driftOf(['one\n[2]'], ['one'])).toMatchInlineSnapshot(`
    "4:1: expected exit code 2 but found 0. Correct the page, or if what was printed is right, let "npm run record" write it.
    ---
    one
    [2]
    ---
    one"
  `);
  expect(driftOf(['one'], ['two\n[2]'])).toMatchInlineSnapshot(`
    "3:1: expected "one" but found "two". Also expected exit code 0 but found 2. Correct the page, or if what was printed is right, let "npm run record" write it.
    ---
    one
    ---
    two
    [2]"
  `);
});

test('a step that drifted teaches no names', () => {
  const drifts = compareOutputs([`${a} old`, a, b], [`${y} new`, x, y]);
  expect(drifts.map((drift) => drift?.place.line)).toEqual([3, undefined, undefined]);
});

test('a name that a command uses is not volatile', () => {
  const page = '```console\n$ docker run --name zen_wu web\n$ docker ps\nzen_wu\n```';
  const named = (name: string) => [
    { lines: [], exitCode: 0, durationMs: 1 },
    { lines: [name], exitCode: 0, durationMs: 1 },
  ];
  expect(comparePage(page, named('zen_wu'))[1]).toBeUndefined();
  expect(comparePage(page, named('happy_pare'))[1]).toBeDefined();
});
