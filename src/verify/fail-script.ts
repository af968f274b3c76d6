import { SandboxError } from '../sandbox/errors.ts';
import { TranscriptError } from '../transcript/transcript-error.ts';
import { ChoiceError } from './choose-chapters.ts';
import { WriteError } from './write-atomically.ts';

/** Ends a script with exit code 1 and an error's own sentence; an error that is a mistake of ours is thrown on. `more` are kinds of the script's own. */
export function failScript(error: unknown, ...more: (new (message: string) => Error)[]): void {
  const kinds = [ChoiceError, SandboxError, TranscriptError, WriteError, ...more];
  if (!kinds.some((kind) => error instanceof kind)) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}
