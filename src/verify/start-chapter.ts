import { courseDigests, readImagesLock } from '../sandbox/course-images.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import type { EngineFacts, Sandbox } from '../sandbox/types.ts';
import { startComparison } from '../transcript/compare.ts';
import type { Chapter } from '../transcript/types.ts';
import { runChapter, type ChapterRun } from './run-chapter.ts';

/** The engine line whose output the fences hold. */
export const publishedEngineLine = '28.5-containerd';

/** A chapter that is being run in a sandbox of its own. */
export interface StartedChapter extends ChapterRun {
  startedAt: number;
  /** What the engine says of itself; undefined where no sandbox was needed or none started. */
  engine(): Promise<EngineFacts | undefined>;
  /** Ends the sandbox; steps that are still to run then count as failed. */
  stop(): Promise<void>;
}

/** Starts a sandbox for a chapter, the only one that this process may have, and runs the steps in it. */
export function startChapter(chapter: Chapter): StartedChapter {
  let starting: Promise<Sandbox> | undefined;
  const whenStarted = async () => starting?.catch(() => undefined);
  const run = runChapter(chapter.transcripts, async () => {
    const comparison = startComparison({
      literals: courseDigests(readImagesLock()),
      commands: chapter.transcripts.flatMap(({ steps }) => steps.map(({ command }) => command)),
    });
    starting = startSandbox({
      engineLine: publishedEngineLine,
      images: chapter.images,
    });
    const session = await (await starting).openSession();
    return { session, compareStep: comparison.compare };
  });
  return {
    ...run,
    startedAt: performance.now(),
    engine: async () => (await whenStarted())?.engine,
    stop: async () => (await whenStarted())?.stop(),
  };
}
