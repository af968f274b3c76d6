import { isAbsolute } from 'node:path';
import { findPublishedLine } from '../sandbox/engine-line.mjs';
import { TranscriptError } from '../transcript/transcript-error.ts';
import type { ChapterReport } from '../transcript/types.ts';
import { displayPath } from './chapter-plugin.ts';
import type { ChosenChapter } from './choose-chapters.ts';
import type { RunResult } from './collect-run.ts';
import type { Change } from './print-patch.ts';
import type { VerifiedChapter } from './print-summary.ts';
import { rewriteChapter } from './rewrite-chapter.ts';
import { rewriteDifferences } from './rewrite-differences.ts';

/** What there is to say of the chapters of a run. */
export interface LineResult {
  isGood: boolean;
  /** Whole chapters, in the order in which they were chosen. */
  chapters: VerifiedChapter[];
  /** What `record` would write into the project. */
  changes: Change[];
}

/** Puts together what a run found out about whole chapters and what an earlier one did about those that are unchanged. */
export function describeRun(
  chosen: readonly ChosenChapter[],
  {
    run,
    unchanged,
    entries,
    root,
    engineLine,
  }: {
    /** Missing where there was nothing to run. */
    run?: RunResult;
    unchanged: ReadonlyMap<ChosenChapter, ChapterReport>;
    /** What the run put into the report. */
    entries: readonly ChapterReport[];
    root: string;
    engineLine: string;
  },
): LineResult {
  const chapters = chosen.flatMap((chapter) => {
    if (chapter.lines !== undefined) return [];
    const file = displayPath(root, chapter.path);
    const earlier = unchanged.get(chapter);
    return [
      {
        file,
        engineLine,
        isGood: earlier !== undefined || run?.green.has(chapter.path) === true,
        isUnchanged: earlier !== undefined,
        report: earlier ?? entries.find((entry) => entry.file === file),
      },
    ];
  });
  return {
    isGood: run?.isGood ?? true,
    chapters,
    changes: run === undefined ? [] : listChanges(run, root, engineLine),
  };
}

function listChanges({ results, green }: RunResult, root: string, engineLine: string): Change[] {
  return [...results].flatMap(([path, result]) => {
    const file = displayPath(root, path);
    if (green.has(path) || isAbsolute(file)) return [];
    try {
      // The pages hold what the published line prints.
      const change =
        engineLine === findPublishedLine()
          ? { file, before: result.text, after: rewriteChapter(file, result) }
          : rewriteDifferences(file, result, { root, engineLine });
      const isChange = change !== undefined && change.before !== change.after;
      return isChange && result.recordings !== undefined ? [change] : [];
    } catch (error) {
      // What cannot be recorded is not; the drift itself has been said.
      if (error instanceof TranscriptError) return [];
      throw error;
    }
  });
}
