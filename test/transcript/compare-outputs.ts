import type { Drift } from '../../src/transcript/compare.ts';
import { comparePage } from './run-page.ts';

// IDs of containers, long and short: the page's and a run's.
export const a = `3f2a9c81d07e${'a1'.repeat(26)}`;
export const b = `b7d04e6621fa${'b2'.repeat(26)}`;
export const x = `1d8e60f2a4b9${'d4'.repeat(26)}`;
export const y = `e85b3c97420d${'e5'.repeat(26)}`;

/** Compares fences of one step each, given by their outputs; the meta words are the last fence's. */
export function compareOutputs(page: string[], run: string[], meta = ''): (Drift | undefined)[] {
  const fences = page.map((output, index) => {
    const words = index === page.length - 1 ? meta : '';
    return ['```console' + words, `$ docker command`, output, '```'].join('\n');
  });
  const recordings = run.map((output) => {
    const lines = output.split('\n');
    const exit = /^\[([0-9]+)\]$/.exec(lines.at(-1) ?? '');
    if (exit !== null) lines.pop();
    return { lines, exitCode: Number(exit?.[1] ?? 0), durationMs: 1 };
  });
  return comparePage(fences.join('\n\n'), recordings);
}

/** The place, the sentence and both sides of the last fence's drift. */
export const driftOf = (page: string[], run: string[], meta?: string) => {
  const { place, sentence, expected, actual } = compareOutputs(page, run, meta).at(-1) ?? {};
  return [`${place?.line}:${place?.column}: ${sentence}`, expected, actual].join('\n---\n');
};
