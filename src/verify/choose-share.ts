import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { displayPath } from './chapter-plugin.ts';
import { ChoiceError, type ChosenChapter } from './choose-chapters.ts';
import type { Shard } from './read-options.ts';

/** Seconds that a chapter took to verify, by its path from the project's root; `npm run seconds` writes them. */
export const secondsFile = fileURLToPath(new URL('../course-seconds.json', import.meta.url));

/**
 * One share of the chapters. Vitest's own shares are even in number; these are so in the time that the chapters are known to take, as far as
 * whole chapters allow. Each chapter is in just one share. Throws a `ChoiceError` where there are more shares than chapters.
 */
export async function chooseShare(
  chosen: readonly ChosenChapter[],
  { index, count }: Shard,
  root: string,
): Promise<ChosenChapter[]> {
  if (count > chosen.length) {
    throw new ChoiceError(
      `--shard: expected at most as many shares as chapters, ${chosen.length}, but found ${count}. Make fewer.`,
    );
  }
  const seconds = JSON.parse(await readFile(secondsFile, 'utf8')) as Record<string, number>;
  const weights = chosen.map(({ path }) => seconds[displayPath(root, path)]);
  const share = shareOut(weights, count)[index - 1] ?? [];
  return share.map((each) => chosen[each]).filter((each) => each !== undefined);
}

/** Shares things out by weight, the heaviest first and each to the lightest share; a thing without a weight counts as one of the middle. */
export function shareOut(weights: readonly (number | undefined)[], count: number): number[][] {
  const known = weights.filter((weight) => weight !== undefined).sort((a, b) => a - b);
  const middle = known[Math.floor(known.length / 2)] ?? 1;
  const things = weights.map((weight = middle, index) => ({ weight, index }));
  const shares = Array.from({ length: count }, () => ({ weight: 0, things: [] as number[] }));
  for (const { weight, index } of things.sort((a, b) => b.weight - a.weight)) {
    const lightest = shares.reduce((best, share) =>
      share.weight < best.weight ||
      (share.weight === best.weight && share.things.length < best.things.length)
        ? share
        : best,
    );
    lightest.weight += weight;
    lightest.things.push(index);
  }
  return shares.map((share) => share.things.sort((a, b) => a - b));
}
