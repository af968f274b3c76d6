import { compareStep } from './compare-step.ts';
import { createLineReader, type LiteralWords } from './read-line.ts';
import { Renaming } from './renaming.ts';
import type { Place, Recording, Step, Transcript } from './types.ts';

/** How a recording differs from its expectation beyond renaming. */
export interface Drift {
  /** The first expected line that differs. */
  place: Place;
  /** What was expected, what was found, one next move. */
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

/** Starts comparing a chapter up to renaming: nothing is renamed yet. */
export function startComparison(words: LiteralWords): Comparison {
  const readLine = createLineReader(words);
  let known = new Renaming();
  return {
    compare(transcript, step, recording) {
      const { drift, renaming } = compareStep(transcript, step, recording, known, readLine);
      if (drift === undefined) known = renaming;
      return drift;
    },
  };
}
