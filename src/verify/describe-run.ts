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

/** What the pages say once the changes of these lines are made: the lines after them differ from that. */
export function rewrittenPages(lines: readonly LineResult[]): Map<string, string> {
  const changes = lines.flatMap((line) => line.changes);
  return new Map(
    changes.flatMap(({ file, after }) => (after === undefined ? [] : [[file, after]])),
  );
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
    pages,
  }: {
    /** Missing where there was nothing to run. */
    run?: RunResult;
    unchanged: ReadonlyMap<ChosenChapter, ChapterReport>;
    /** What the run put into the report. */
    entries: readonly ChapterReport[];
    root: string;
    engineLine: string;
    /** Pages that an earlier line of this run rewrites, see `rewrittenPages`. */
    pages: ReadonlyMap<string, string>;
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
    changes: run === undefined ? [] : listChanges(run, { root, engineLine, pages }),
  };
}

function listChanges(
  { results, green }: RunResult,
  {
    root,
    engineLine,
    pages,
  }: { root: string; engineLine: string; pages: ReadonlyMap<string, string> },
): Change[] {
  return [...results].flatMap(([path, result]) => {
    const file = displayPath(root, path);
    const page = pages.get(file);
    if ((green.has(path) && page === undefined) || isAbsolute(file)) return [];
    try {
      // The pages hold what the published line prints.
      const change =
        engineLine === findPublishedLine()
          ? { file, before: result.text, after: rewriteChapter(file, result) }
          : rewriteDifferences(
              file,
              { ...result, text: page ?? result.text },
              { root, engineLine },
            );
      const isChange = change !== undefined && change.before !== change.after;
      return isChange && result.recordings !== undefined ? [change] : [];
    } catch (error) {
      // What cannot be recorded is not; the drift itself has been said.
      if (error instanceof TranscriptError) return [];
      throw error;
    }
  });
}
