import { startComparison, type Drift } from '../../src/transcript/compare.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import type { Chapter, HostFacts, Recording, Step } from '../../src/transcript/types.ts';
import { updateChapter } from '../../src/transcript/update.ts';
import { courseDigest } from './play-lesson.ts';

const literals = new Set([courseDigest]);

/** Parses a page and compares each of its steps with its recording. */
export function comparePage(
  page: string,
  recordings: readonly Recording[],
  facts?: HostFacts,
): (Drift | undefined)[] {
  const chapter = parseChapter('lesson.mdx', page);
  const steps = stepsOf(chapter);
  const commands = steps.map(({ command }) => command);
  const comparison = startComparison({ literals, commands, facts });
  return chapter.transcripts.flatMap((transcript) =>
    transcript.steps.map((step) => {
      const recording = recordings[steps.indexOf(step)];
      if (recording === undefined) throw new Error(`no recording of ${step.command}`);
      return comparison.compare(transcript, step, recording);
    }),
  );
}

/** Parses a page and writes into it what its steps printed. */
export function updatePage(
  page: string,
  recordings: readonly Recording[],
  facts?: HostFacts,
): string {
  const chapter = parseChapter('lesson.mdx', page);
  const paired = stepsOf(chapter).map((step, index) => [step, recordings[index]] as const);
  const recorded = paired.flatMap(([step, recording]) =>
    recording === undefined ? [] : [[step, recording] as const],
  );
  return updateChapter(chapter, { recordings: new Map(recorded), literals, facts });
}

function stepsOf(chapter: Chapter): Step[] {
  return chapter.transcripts.flatMap(({ steps }) => steps);
}
