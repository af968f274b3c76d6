import type { SandboxError } from '../../src/sandbox/errors.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Limits } from '../../src/sandbox/types.ts';
import { ENGINE_LINE } from './start-lesson.ts';

/** What `run-lesson.ts` is told, as JSON: each lesson runs in a sandbox of its own, step by step. */
export interface LessonsToRun {
  images?: string[];
  limits?: Partial<Limits>;
  lessons: { name: string; steps: string[] }[];
}

/** What it prints, one line of JSON per step; where the sandbox was ended, why, and the screen. */
export interface StepThatRan {
  lesson: string;
  lines: string[];
}

// A runner as `npm run verify` is one, to be run as a process: killed, or put on another machine.
if (import.meta.main) {
  const { images = [], limits = {}, lessons } = JSON.parse(process.argv[2] ?? '') as LessonsToRun;
  for (const { name, steps } of lessons) {
    const sandbox = await startSandbox({ engineLine: ENGINE_LINE, images, limits });
    try {
      const session = await sandbox.openSession();
      for (const step of steps) {
        const lines = (await session.run({ command: step })).lines;
        say({ lesson: name, lines });
      }
    } catch (error) {
      const { message, screen = [] } = error as SandboxError;
      say({ lesson: name, lines: [message, ...screen] });
    } finally {
      await sandbox.stop();
    }
  }
}

function say(what: StepThatRan): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}
