import { printStep } from '../transcript/print-transcript.ts';
import type { Difference, Transcript } from '../transcript/types.ts';
import type { LineDifferences } from './line-differences.ts';

/** What some engine lines, all in the same way, print differently in one fence. */
export interface Elsewhere {
  lines: string[];
  steps: Difference[];
}

/** What other engine lines print in a fence, lines that print the same together; of steps that the page no longer has, nothing. */
export function findElsewhere(
  { meta, steps }: Pick<Transcript, 'meta' | 'steps'>,
  ofLines: readonly LineDifferences[],
): Elsewhere[] {
  const found = new Map<string, Elsewhere>();
  for (const { line, differences } of ofLines) {
    const ofFence = differences.steps.filter(({ id, step, printed }) => {
      const command = steps[step - 1]?.command;
      return id === meta.id && (printed?.command ?? command) === command;
    });
    if (ofFence.length === 0) continue;
    const key = JSON.stringify(
      ofFence.map(({ step, reason, printed }) => [step, reason, printed && printStep(printed)]),
    );
    const same = found.get(key);
    if (same) same.lines.push(line);
    else found.set(key, { lines: [line], steps: ofFence });
  }
  return [...found.values()];
}
