import type { ChosenChapter } from './choose-chapters.ts';
import { collectRun, type RunResult } from './collect-run.ts';
import { openVitest, type Outputs } from './open-vitest.ts';

/** Runs chapters through Vitest, which says on the terminal what it finds, and in the files of `outputs`. */
export async function runChapters(
  chosen: readonly ChosenChapter[],
  {
    root,
    engineLine,
    isRecording,
    outputs = {},
  }: { root: string; engineLine: string; isRecording: boolean; outputs?: Outputs },
): Promise<RunResult> {
  const { vitest, project, close } = await openVitest(root, outputs, { isRecording, engineLine });
  try {
    await vitest.standalone();
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
      chosen.map(({ path, lines }) => project.createSpecification(path, lines)),
    );
    return collectRun(chosen, testModules, unhandledErrors.length === 0);
  } finally {
    await close();
  }
}
