import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chapterFile, course } from '../../src/course.ts';
import { chooseShare, secondsFile, shareOut } from '../../src/verify/choose-share.ts';

const seconds = fc.array(fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }), {
  minLength: 1,
});

test('each thing is in just one share, and no share is heavier than another by more than one thing', () => {
  fc.assert(
    fc.property(seconds, fc.integer({ min: 1, max: 5 }), (weights, count) => {
      const shares = shareOut(weights, count);
      expect(shares.flat().sort((a, b) => a - b)).toEqual(weights.map((_, index) => index));
      const known = weights.filter((weight) => weight !== undefined);
      if (known.length < weights.length) return;
      const sums = shares.map((share) =>
        share.reduce((sum, index) => sum + (weights[index] ?? 0), 0),
      );
      expect(Math.max(...sums) - Math.min(...sums)).toBeLessThanOrEqual(Math.max(...known));
    }),
  );
});

test('no share is empty while there are things enough', () => {
  fc.assert(
    fc.property(seconds, fc.integer({ min: 1, max: 5 }), (weights, count) => {
      fc.pre(count <= weights.length);
      expect(shareOut(weights, count).every((share) => share.length > 0)).toBe(true);
    }),
  );
});

test('more shares than chapters are refused', async () => {
  const share = chooseShare([{ path: '/a.md' }], { index: 1, count: 2 }, '/');
  await expect(share).rejects.toThrow(
    '--shard: expected at most as many shares as chapters, 1, but found 2. Make fewer.',
  );
});

test('seconds are known of chapters of the course only', async () => {
  const known = JSON.parse(await readFile(secondsFile, 'utf8')) as object;
  const files = course.flatMap((part) => part.chapters.map(chapterFile));
  expect(files).toEqual(expect.arrayContaining(Object.keys(known)));
});
