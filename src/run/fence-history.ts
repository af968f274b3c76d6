import type { Chapter, ChapterTranscript, Recording } from '../transcript/types.ts';

/** What the latest run of a fence printed. */
export interface FenceRun {
  recordings: Recording[];
  /** Whether all before it had run in the chapter's order, each once, from a fresh sandbox. */
  isStraight: boolean;
}

/** What a sandbox has run of its chapter, whose file may change meanwhile. */
export interface FenceHistory {
  /** What is known of a fence; undefined where it has not run, or where its commands were others. */
  find(chapter: Chapter, fence: number): FenceRun | undefined;
  add(chapter: Chapter, fence: number, recordings: Recording[]): void;
}

/** Nothing has run yet. */
export function startHistory(): FenceHistory {
  const runs = new Map<number, FenceRun & { commands: string }>();
  let isStraight = true;
  const history: FenceHistory = {
    find(chapter, fence) {
      const run = runs.get(fence);
      return run?.commands === commandsOf(chapter.transcripts[fence]) ? run : undefined;
    },
    add(chapter, fence, recordings) {
      const isNext =
        !runs.has(fence) &&
        chapter.transcripts.every(
          ({ meta }, index) =>
            index >= fence || meta.skip !== undefined || history.find(chapter, index),
        );
      isStraight &&= isNext && [...runs.keys()].every((index) => index < fence);
      const commands = commandsOf(chapter.transcripts[fence]);
      runs.set(fence, { recordings, isStraight, commands });
    },
  };
  return history;
}

function commandsOf(transcript: ChapterTranscript | undefined): string {
  return JSON.stringify(transcript?.steps.map(({ command }) => command));
}
