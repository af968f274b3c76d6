import type { ChapterReport } from '../transcript/types.ts';
import { readKeys } from './chapter-key.ts';
import { displayPath } from './chapter-plugin.ts';
import { ChoiceError, type ChosenChapter } from './choose-chapters.ts';
import { describeRun, type LineResult } from './describe-run.ts';
import { findUnchanged } from './find-unchanged.ts';
import type { Shard } from './read-options.ts';
import { writeReport } from './write-report.ts';
import { blobFile, junitFile } from './write-results.ts';

export interface LineOptions {
  root: string;
  engineLine: string;
  /** Whether chapters that are unchanged since a green run are only told. */
  useCache: boolean;
  /** Pages that an earlier line of this run rewrites: what they print here is needed. */
  pages: ReadonlyMap<string, string>;
  /** The share that these chapters are: it leaves what merging needs. */
  shard?: Shard | undefined;
}

/** Verifies chapters on an engine line and enters them in the report. */
export async function verifyLine(
  chosen: readonly ChosenChapter[],
  { root, engineLine, useCache, pages, shard }: LineOptions,
): Promise<LineResult> {
  const keyOf = readKeys(root, engineLine);
  const staying = chosen.filter(({ path }) => !pages.has(displayPath(root, path)));
  const unchanged = useCache
    ? await findUnchanged(staying, { root, engineLine, keyOf })
    : new Map<ChosenChapter, ChapterReport>();
  for (const [{ path }, { date }] of unchanged) {
    console.log(`${displayPath(root, path)}: verified at ${date} on ${engineLine}, unchanged.`);
  }
  const toRun = chosen.filter((chapter) => !unchanged.has(chapter));
  const about = { unchanged, root, engineLine, pages };
  if (toRun.length === 0) return describeRun(chosen, { ...about, entries: [] });
  // Vitest takes a while to load.
  const { runChapters } = await import('./run-chapters.ts');
  const outputs = {
    annotations: true,
    junit: junitFile(engineLine),
    ...(shard && { blob: blobFile(engineLine, shard) }),
  };
  const run = await runChapters(toRun, { root, engineLine, isRecording: false, outputs });
  const entries = await writeReport(root, run, keyOf);
  if (run.isGood && run.ran + run.notPossible === 0 && unchanged.size === 0) {
    throw new ChoiceError(
      'Expected at least one step to run but found only fences that are marked skip. Choose other lines or files.',
    );
  }
  return describeRun(chosen, { ...about, run, entries });
}
