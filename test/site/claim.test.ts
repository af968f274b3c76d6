import { expect, test } from 'vitest';
import { evidenceOf } from '../../src/components/claim.ts';

const source = '```console id="pull"\n$ true\n```\n\n```console id="prune"\n$ true\n```\n';

test('evidence names fences of the chapter, separated by blanks', () => {
  expect(evidenceOf('H16', ' pull  prune ', 'chapter.mdx', source)).toEqual(['pull', 'prune']);
});

test('a claim may have no evidence', () => {
  expect(evidenceOf('H14', '', 'chapter.mdx', source)).toEqual([]);
});

test('evidence that the chapter does not have is refused with what it has', () => {
  expect(() =>
    evidenceOf('H16', 'pull purge', 'chapter.mdx', source),
  ).toThrowErrorMatchingInlineSnapshot(
    `[Error: chapter.mdx: expected a fence with id="purge", which the claim H16 names as its evidence, but the chapter has only pull, prune. Correct the name, or give the fence that id.]`,
  );
});
