import { afterAll, beforeAll, inject, test, type TaskMeta } from 'vitest';
import type { Chapter, Step } from '../transcript/types.ts';
import type { ChapterResult } from './chapter-result.ts';
import { describeChapter } from './describe-chapter.ts';
import { outcomeError } from './outcome-error.ts';
import { startChapter, type StartedChapter } from './start-chapter.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether drifts are to be recorded, and so fail no test. */
    isRecording: boolean;
    /** The engine line to run on. */
    engineLine: string;
  }
  interface TaskMeta {
    /** Of a module: what became of its chapter; missing where not every step was chosen. */
    chapter?: ChapterResult;
    /** Of a test: why its fence is not run. */
    skip?: string;
    /** Of a test: why its step cannot work on the engine line. */
    notPossible?: string;
  }
}

/** Registers a chapter; the function it returns registers one step as a test. `path` is the chapter's absolute path. */
export function registerChapter(
  chapter: Chapter,
  path: string,
): (fence: number, index: number) => void {
  let started: StartedChapter | undefined;
  let meta: TaskMeta | undefined;
  const chosen = new Set<Step>();
  beforeAll(() => {
    started = startChapter(chapter, inject('engineLine'));
  });
  afterAll(async () => {
    if (started === undefined) return;
    const isWhole = chapter.transcripts.every(({ steps }) => steps.every((s) => chosen.has(s)));
    if (isWhole && meta)
      meta.chapter = await describeChapter(chapter, started, inject('engineLine'));
    await started.stop();
  });
  if (chapter.transcripts.length === 0) test.skip('has no transcripts');
  return (fence, index) => {
    const transcript = chapter.transcripts[fence];
    const step = transcript?.steps[index];
    if (transcript === undefined || step === undefined)
      throw new Error(`no step ${fence}.${index}`);
    test(step.command.split('\n')[0] ?? '', async (context) => {
      chosen.add(step);
      meta = context.task.file.meta;
      const outcome = await started?.outcomes[fence]?.[index];
      if (outcome === undefined) throw new Error('the chapter did not start');
      if (outcome.kind === 'skipped') {
        context.task.meta.skip = outcome.reason;
        context.skip(outcome.reason);
      }
      if (outcome.kind === 'not possible') {
        context.task.meta.notPossible = outcome.reason;
        context.skip(`not possible on ${inject('engineLine')}: ${outcome.reason}`);
      }
      if (outcome.kind === 'drifted' && inject('isRecording')) return;
      const error = outcomeError(outcome, step, path);
      if (error !== undefined) throw error;
    });
  };
}
