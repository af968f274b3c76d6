import { test } from 'vitest';
import { TranscriptError, type Problem } from '../transcript/transcript-error.ts';
import { atPlace } from './at-place.ts';

/** Registers a mistake in a chapter's fences as a test that fails on its line. `path` is the chapter's absolute path. */
export function registerProblem(problem: Problem, path: string): void {
  test('is a fence that can be run', () => {
    const { name, message } = new TranscriptError([problem]);
    throw atPlace(Object.assign(new Error(message), { name }), problem.place, path);
  });
}
