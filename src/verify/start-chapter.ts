import { courseDigests, readImagesLock } from '../sandbox/course-images.ts';
import { findPublishedLine } from '../sandbox/engine-line.mjs';
import type { EngineFacts, Hosts } from '../sandbox/types.ts';
import { startComparison } from '../transcript/compare.ts';
import type { Chapter, HostFacts } from '../transcript/types.ts';
import { openStand } from './open-stand.ts';
import { runChapter, type ChapterRun } from './run-chapter.ts';
import { startMachines } from './start-machines.ts';

/** A chapter that is being run on machines of its own. */
export interface StartedChapter extends ChapterRun {
  startedAt: number;
  /** What its first machine says of itself and of what is below; undefined where none was needed or none started. */
  machine(): Promise<{ engine: EngineFacts; facts: HostFacts } | undefined>;
  /** Ends its machines; steps that are still to run then count as failed. */
  stop(): Promise<void>;
}

/** Runs the steps of a chapter on machines of an engine line, which it starts unless told how to come by them. */
export function startChapter(
  chapter: Chapter,
  engineLine: string,
  start: (chapter: Chapter) => Promise<Hosts> = () => startMachines(chapter, engineLine),
): StartedChapter {
  let starting: Promise<Hosts> | undefined;
  const whenStarted = async () => starting?.catch(() => undefined);
  const run = runChapter(chapter.transcripts, async () => {
    starting = start(chapter);
    const { sandboxes } = await starting;
    const words = {
      literals: courseDigests(readImagesLock()),
      commands: chapter.transcripts.flatMap(({ steps }) => steps.map(({ command }) => command)),
      facts: sandboxes[0]?.facts,
    };
    const isPublished = engineLine === findPublishedLine();
    const comparison = startComparison(words, isPublished ? undefined : engineLine);
    return openStand(chapter, sandboxes, comparison);
  });
  return {
    ...run,
    startedAt: performance.now(),
    machine: async () => (await whenStarted())?.sandboxes[0],
    stop: async () => (await whenStarted())?.stop(),
  };
}
