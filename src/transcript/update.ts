import { compareStep } from './compare-step.ts';
import { createLineReader } from './read-line.ts';
import { Renaming } from './renaming.ts';
import type { Chapter, HostFacts, Recording, Step } from './types.ts';
import { writeOutput } from './write-output.ts';

/** What `updateChapter` writes with. */
export interface Recorded {
  /** What each step that ran printed; a step without a recording stays as it is. */
  recordings: ReadonlyMap<Step, Recording>;
  /** Every digest of the course images, 64 hexadecimal digits each. */
  literals: ReadonlySet<string>;
  /** What the sandbox says of the machine below; without it, nothing varies. */
  facts?: HostFacts | undefined;
}

/**
 * The chapter's text with the outputs of steps that drifted rewritten and every other byte as it was. Throws a `TranscriptError`
 * where unordered lines cannot be told apart, or where an output would close its own fence.
 */
export function updateChapter(chapter: Chapter, { recordings, literals, facts }: Recorded): string {
  const steps = chapter.transcripts.flatMap((transcript) => transcript.steps);
  const commands = steps.map((step) => step.command);
  const readLine = createLineReader({ literals, commands, facts });
  let known = new Renaming();
  let updated = '';
  let done = 0;
  for (const transcript of chapter.transcripts) {
    for (const step of transcript.steps) {
      const recording = recordings.get(step);
      if (recording === undefined) continue;
      const judgement = compareStep(transcript, step, recording, known, readLine);
      known = judgement.renaming;
      if (judgement.drift === undefined) continue;
      const { start, end, text } = writeOutput({
        chapter,
        transcript,
        step,
        written: judgement.written,
        exitCode: recording.exitCode,
      });
      updated += chapter.text.slice(done, start) + text;
      done = end;
    }
  }
  return updated + chapter.text.slice(done);
}
