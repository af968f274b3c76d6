import { expect, test } from 'vitest';
import { findLoose } from '../../src/mutate/may-differ.ts';
import { courseDigest } from './made-chapter.ts';

const id = 'b67b7fc4952d7e45b06afac52630c35cf5dcfad7e3859bf9666107243d9fe31b';

function looseIn(line: string): string[] {
  const firm = { digests: [courseDigest], commands: ['docker run --name zen_wu web'] };
  return findLoose(line, 'docker ps', firm).map(({ sort, text }) => `${sort}: ${text}`);
}

test('finds what another run may print differently', () => {
  const lines = [
    `${id} ${id.slice(0, 12)}   web   2 weeks ago   Up About a minute   happy_pare3`,
    'Exited (0) 12 seconds ago',
    '02:42:ac:11:00:02 fe80::42:acff:fe11:2 veth12ab34c@if5',
    '8d0c1f0a-3b5e-4c6d-8e9f-0a1b2c3d4e5f',
    ' => => exporting manifest sha256:723e5fd1    0.1s',
    'Running less than a second ago',
  ];
  expect(lines.flatMap(looseIn)).toMatchInlineSnapshot(`
    [
      "ID: b67b7fc4952d7e45b06afac52630c35cf5dcfad7e3859bf9666107243d9fe31b",
      "ID: b67b7fc4952d",
      "age: 2 weeks ago",
      "duration: About a minute",
      "made-up name: happy_pare3",
      "age: 12 seconds ago",
      "MAC address: 02:42:ac:11:00:02",
      "link-local address: fe80::42:acff:fe11:2",
      "veth name: veth12ab34c",
      "UUID: 8d0c1f0a-3b5e-4c6d-8e9f-0a1b2c3d4e5f",
      "ID: 723e5fd1",
      "age: less than a second ago",
    ]
  `);
});

test('takes a sum to the letter: it is one of something that is the same', () => {
  const firm = { digests: [], commands: [] };
  expect(findLoose(id, 'sha256sum file', firm)).toEqual([]);
});

test.each([
  ['a course digest', `sha256:${courseDigest} ${courseDigest.slice(0, 12)}`],
  ['a name that a command uses', 'zen_wu'],
  ['words, counts, sizes, tags', 'web 1.0 4.42MB 12 abcdef v28.5.2 Up a lot'],
  ['addresses and ports', '172.17.0.2:32768->80/tcp'],
  ['an address of all machines or none', 'ff:ff:ff:ff:ff:ff 00:00:00:00:00:00'],
])('takes %s to the letter', (_, line) => {
  expect(looseIn(line)).toEqual([]);
});
