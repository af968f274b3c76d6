import { compareStep } from './compare-step.ts';
import { printStep } from './print-transcript.ts';
import { createLineReader, type LiteralWords } from './read-line.ts';
import { Renaming } from './renaming.ts';
import type { Place, Recording, Step, Transcript } from './types.ts';

/** How a recording differs from its expectation beyond renaming. */
export interface Drift {
  /** The first expected line that differs. */
  place: Place;
  /** What was expected and what was found; `startComparison` adds one next move. */
  sentence: string;
  /** The expected lines as the fence has them, exit code last. */
  expected: string;
  /** The recorded lines as a fence would have them, volatile tokens by the page's names: a diff shows only what really differs. */
  actual: string;
}

/** The comparison of one chapter's steps with their recordings. */
export interface Comparison {
  /**
   * Compares the next step, in the chapter's order; a step that drifted teaches no names.
   * Throws a `TranscriptError` where unordered lines cannot be told apart.
   */
  compare(
    transcript: Pick<Transcript, 'meta'>,
    step: Step,
    recording: Recording,
  ): Drift | undefined;
}

/**
 * Starts comparing a chapter up to renaming: nothing is renamed yet. With `engineLine`, that line's known differences stand in the
 * place of what the page says. `move` is what to do about a step that drifts from the page.
 */
export function startComparison(
  words: LiteralWords,
  engineLine?: string,
  move = moveOf(engineLine),
): Comparison {
  const readLine = createLineReader(words);
  let known = new Renaming();
  return {
    compare(transcript, step, recording) {
      const difference = step.known?.printed;
      const ofPage = compareStep(transcript, step, recording, known, readLine);
      const ofLine =
        difference?.command === step.command
          ? compareStep(transcript, difference, recording, known, readLine)
          : undefined;
      // With a gap it was written to stand also for what the page says.
      const isLasting =
        ofPage.drift !== undefined || (difference !== undefined && hasGap(difference));
      if (ofLine && ofLine.drift === undefined && isLasting) {
        known = ofLine.renaming;
        return undefined;
      }
      if (ofPage.drift === undefined) known = ofPage.renaming;
      if (difference === undefined) {
        return ofPage.drift && addMove(ofPage.drift, move);
      }
      if (ofPage.drift === undefined) {
        return describeGone(step, difference, recordMove(engineLine, 'do'));
      }
      if (ofLine?.drift === undefined) {
        return describeOtherCommand(step, difference, recordMove(engineLine));
      }
      return addMove(ofLine.drift, `Read why below its heading, then ${recordMove(engineLine)}.`);
    },
  };
}

/** Whether an expectation leaves lines open. */
export const hasGap = ({ expected }: Pick<Step, 'expected'>): boolean =>
  expected.some(({ gap }) => gap);

function addMove(drift: Drift, move: string): Drift {
  return { ...drift, sentence: `${drift.sentence} ${move}` };
}

function moveOf(engineLine: string | undefined): string {
  if (engineLine === undefined) {
    return 'Correct the page, or if what was printed is right, let "npm run record" write it.';
  }
  return `${engineLine} is not known to differ here: ${recordMove(engineLine)}, and say why there.`;
}

const recordMove = (engineLine = 'LINE', what = 'write'): string =>
  `let "npm run record -- --engine ${engineLine}" ${what} it`;

function describeGone(step: Step, difference: Step, move: string): Drift {
  const [expected, actual] = [difference, step].map((each) => printStep(each).join('\n'));
  return {
    place: difference.place,
    sentence: `expected the known difference of this step but found what the page says: it is no longer there. Delete its section, or ${move}.`,
    expected: expected ?? '',
    actual: actual ?? '',
  };
}

function describeOtherCommand(step: Step, difference: Step, move: string): Drift {
  return {
    place: difference.place,
    sentence: `expected the page's command, "${step.command}", but found the difference of another, "${difference.command}". If the page is right, ${move}.`,
    expected: step.command,
    actual: difference.command,
  };
}
