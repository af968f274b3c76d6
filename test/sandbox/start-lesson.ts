import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Limits, Sandbox, StepToRun } from '../../src/sandbox/types.ts';
import type { Need } from '../../src/transcript/types.ts';

/** The engine line that these tests run on. */
export const ENGINE_LINE = '28.5-containerd';

/** A sandbox with one session; `await using` ends it with its scope. */
export interface Lesson extends AsyncDisposable {
  sandbox: Sandbox;
  /** Runs a step; resolves to its lines, joined. */
  run(command: string, more?: Omit<StepToRun, 'command'>): Promise<string>;
  /** Runs a step; resolves to its exit code. */
  exitCode(command: string): Promise<number>;
}

/** Starts a sandbox as a chapter would. */
export async function startLesson(
  options: { limits?: Partial<Limits>; images?: string[]; needs?: Need[] } = {},
): Promise<Lesson> {
  const sandbox = await startSandbox({ engineLine: ENGINE_LINE, ...options });
  const session = await sandbox.openSession();
  return {
    sandbox,
    run: async (command, more = {}) => (await session.run({ command, ...more })).lines.join('\n'),
    exitCode: async (command) => (await session.run({ command })).exitCode,
    [Symbol.asyncDispose]: () => sandbox.stop(),
  };
}

/** What went wrong, in words; an error that did not come is an error. */
export async function messageOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => {
      throw new Error('expected an error but it went well');
    },
    (error: Error) => error.message,
  );
}
