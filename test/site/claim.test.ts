import { expect, test } from 'vitest';
import { evidenceOf } from '../../src/components/claim.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';

const chapter = parseChapter(
  'chapter.mdx',
  '```console id="pull"\n$ cat <<END\n> a\n> END\na\n$ true\n```\n\n```console id="prune"\n$ docker prune\n```\n',
);

test('evidence names fences of the chapter, separated by blanks, each told by its first command', () => {
  expect(evidenceOf('H16', ' pull  prune ', chapter)).toEqual([
    { anchor: 'pull', command: 'cat <<END … 외 1개' },
    { anchor: 'prune', command: 'docker prune' },
  ]);
});

test('a claim may have no evidence', () => {
  expect(evidenceOf('H14', '', chapter)).toEqual([]);
});

test('evidence that the chapter does not have is refused with what it has', () => {
  expect(() => evidenceOf('H16', 'pull purge', chapter)).toThrowErrorMatchingInlineSnapshot(
    `[Error: chapter.mdx: expected a fence with id="purge", which the claim H16 names as its evidence, but the chapter has only pull, prune. Correct the name, or give the fence that id.]`,
  );
});
