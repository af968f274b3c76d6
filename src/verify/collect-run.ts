import type { TestModule } from 'vitest/node';
import type { ChapterResult } from './chapter-result.ts';
import type { ChosenChapter } from './choose-chapters.ts';

/** What became of the chosen chapters. */
export interface RunResult {
  /** Whether every chosen step ran and matched, is marked `skip` in its fence, or cannot work on the engine line. */
  isGood: boolean;
  /** How many chosen steps ran and matched. */
  ran: number;
  /** How many of them cannot work on the engine line. */
  notPossible: number;
  /** How many of them did not match or could not run; those that were not run after one of these do not count. */
  failed: number;
  /** Absolute paths of the chapters of which every chosen step was good; none where something went wrong outside of chapters. */
  green: Set<string>;
  /** By absolute path; a chapter of which only some steps were chosen, or that could not be read, has none. */
  results: Map<string, ChapterResult>;
}

/** Gathers what Vitest knows of the chosen chapters; `isSound` says that nothing went wrong outside of them. */
export function collectRun(
  chosen: readonly ChosenChapter[],
  testModules: readonly TestModule[],
  isSound: boolean,
): RunResult {
  const modules = new Map(testModules.map((module) => [module.moduleId, module]));
  const counts = chosen.map(({ path, lines }) => ({
    path,
    ...countSteps(modules.get(path), lines),
  }));
  return {
    isGood: isSound && counts.every(({ isGood }) => isGood),
    ran: counts.reduce((sum, { ran }) => sum + ran, 0),
    notPossible: counts.reduce((sum, { notPossible }) => sum + notPossible, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    green: new Set(counts.flatMap(({ path, isGood }) => (isSound && isGood ? [path] : []))),
    results: new Map(
      testModules.flatMap((module) => {
        const { chapter } = module.meta();
        return chapter ? [[module.moduleId, chapter]] : [];
      }),
    ),
  };
}

function countSteps(
  module: TestModule | undefined,
  lines: readonly number[] | undefined,
): { isGood: boolean; ran: number; notPossible: number; failed: number } {
  const tests = [...(module?.children.allTests() ?? [])].filter(
    ({ location }) => lines === undefined || lines.includes(location?.line ?? 0),
  );
  const ran = tests.filter((test) => test.result().state === 'passed').length;
  const skipped = tests.filter((test) => test.meta().skip !== undefined).length;
  const notPossible = tests.filter((test) => test.meta().notPossible !== undefined).length;
  const isWhole =
    module !== undefined && module.state() !== 'failed' && module.errors().length === 0;
  return {
    isGood: isWhole && ran + skipped + notPossible === tests.length,
    ran,
    notPossible,
    failed: tests.filter((test) => test.result().errors?.some(({ name }) => name !== 'NotRun'))
      .length,
  };
}
