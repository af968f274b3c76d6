import { printStep } from '../transcript/print-transcript.ts';
import type { Difference, Transcript } from '../transcript/types.ts';
import type { LineDifferences } from './line-differences.ts';

/** What some engine lines, all in the same way, print differently in one fence. */
export interface Elsewhere {
  lines: string[];
  steps: Difference[];
}

/** What other engine lines print in a fence, each step once for all lines that do the same there; of steps that the page no longer has, nothing. */
export function findElsewhere(
  { meta, steps }: Pick<Transcript, 'meta' | 'steps'>,
  ofLines: readonly LineDifferences[],
): Elsewhere[] {
  const told = new Map<string, { lines: string[]; difference: Difference }>();
  for (const { line, differences } of ofLines) {
    for (const difference of differences.steps) {
      const { id, step, printed } = difference;
      const command = steps[step - 1]?.command;
      if (id !== meta.id || (printed?.command ?? command) !== command) continue;
      const key = keyOf(difference);
      const same = told.get(key);
      if (same) same.lines.push(line);
      else told.set(key, { lines: [line], difference });
    }
  }
  const together = Map.groupBy(told.values(), ({ lines }) => lines.join(' '));
  return [...together].map(([lines, alike]) => ({
    lines: lines.split(' '),
    steps: alike.map(({ difference }) => difference).toSorted((a, b) => a.step - b.step),
  }));
}

/** Equal where lines do the same at the same step, for the same reason. */
const keyOf = ({ step, reason, isImpossible, printed }: Difference): string =>
  JSON.stringify([step, reason, isImpossible, printed && printStep(printed)]);
