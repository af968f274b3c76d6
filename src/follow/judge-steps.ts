import { printPlace } from '../transcript/transcript-error.ts';
import type { FollowedStep } from './follow-chapter.ts';
import { printOutcome } from '../verify/print-outcome.ts';
import type { ReaderDifference } from './reader-differences.ts';

const file = 'src/follow/reader-differences.ts';

/** Says of each step that a reader sees something else than the page, unless the page tells of it, or sees the same although it does; in a paragraph each. */
export function judgeSteps(
  steps: readonly FollowedStep[],
  differences: readonly ReaderDifference[],
): string[] {
  return steps.flatMap((followed) => {
    const { step, outcome } = followed;
    const isTold = differences.some((difference) => isOf(difference, followed));
    if (isTold && outcome.kind === 'drifted') return [];
    if (isTold && outcome.kind === 'verified') {
      return [
        `${printPlace(step.place)}: expected something else than the page, of which readers are told, but found what the page says. ` +
          `Delete the note on the page and the step in ${file}.`,
      ];
    }
    const lines = printOutcome(outcome, step);
    return lines.length > 0 ? [lines.join('\n')] : [];
  });
}

/** Says which of the differences are of no step that was followed. */
export function findUnmet(
  steps: readonly FollowedStep[],
  differences: readonly ReaderDifference[],
): string[] {
  return differences
    .filter((difference) => !steps.some((followed) => isOf(difference, followed)))
    .map(
      ({ chapter, fence, step }) =>
        `${file}: expected step ${step} of the fence ${fence} in ${chapter} but found no such step. Correct or delete it.`,
    );
}

function isOf(difference: ReaderDifference, { transcript, index, step }: FollowedStep): boolean {
  return (
    difference.chapter === step.place.file &&
    difference.fence === transcript.meta.id &&
    difference.step === index + 1
  );
}
