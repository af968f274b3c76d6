import { readKeys } from './chapter-key.ts';
import { displayPath } from './chapter-plugin.ts';
import { ChoiceError, type ChosenChapter } from './choose-chapters.ts';
import { findUnchanged } from './find-unchanged.ts';
import { writeReport } from './write-report.ts';

/** Verifies chapters on an engine line and enters them in the report; with `useCache`, those that are unchanged are only told. */
export async function verifyLine(
  chosen: readonly ChosenChapter[],
  { root, engineLine, useCache }: { root: string; engineLine: string; useCache: boolean },
): Promise<{ isGood: boolean }> {
  const keyOf = readKeys(engineLine);
  const unchanged = useCache
    ? await findUnchanged(chosen, { root, engineLine, keyOf })
    : new Map<ChosenChapter, never>();
  for (const [{ path }, { date }] of unchanged) {
    console.log(`${displayPath(root, path)}: verified at ${date} on ${engineLine}, unchanged.`);
  }
  const toRun = chosen.filter((chapter) => !unchanged.has(chapter));
  if (toRun.length === 0) return { isGood: true };
  // Vitest takes a while to load.
  const { runChapters } = await import('./run-chapters.ts');
  const run = await runChapters(toRun, {
    root,
    isRecording: false,
    outputs: { junit: 'reports/junit.xml' },
  });
  await writeReport(root, run, keyOf);
  if (run.isGood && run.ran === 0 && unchanged.size === 0) {
    throw new ChoiceError(
      'Expected at least one step to run but found only fences that are marked skip. Choose other lines or files.',
    );
  }
  return { isGood: run.isGood };
}
