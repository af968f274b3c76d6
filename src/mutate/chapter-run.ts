import type { Chapter, Step, Transcript } from '../transcript/types.ts';

/** A line of a run and the chapter's line that it stands for; none where a gap `...` hides it. */
export interface RunLine {
  text: string;
  line: number | undefined;
}

/** What a step printed in a made-up run of a chapter. */
export interface RunStep {
  transcript: Transcript;
  step: Step;
  lines: readonly RunLine[];
  exitCode: number;
}

/** The steps of a chapter that are run, printing just what the page says; gaps hide nothing. */
export function runAsWritten(chapter: Chapter): RunStep[] {
  return chapter.transcripts
    .filter(({ meta }) => meta.skip === undefined)
    .flatMap((transcript) =>
      transcript.steps.map((step) => ({
        transcript,
        step,
        lines: step.expected
          .filter(({ gap }) => !gap)
          .map(({ text, place }) => ({ text, line: place.line })),
        exitCode: step.exitCode,
      })),
    );
}
