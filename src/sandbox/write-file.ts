import { ask, START_FOLDER, type Door } from './enter.ts';
import { SandboxError } from './errors.ts';

/**
 * Writes a file below the folder that a chapter starts in, with the folders that it needs, by a program inside the sandbox: a link
 * that a lesson has put in its way leads nowhere else.
 */
export async function writeFile(door: Door, path: string, text: string): Promise<void> {
  try {
    await ask(door, ['bash', '--norc', '-c', SCRIPT, 'bash', `${START_FOLDER}/${path}`], {
      input: text,
    });
  } catch (cause) {
    const found = cause instanceof Error ? cause.message.split(': ').slice(-2).join(': ') : '';
    throw new SandboxError(
      `expected to write ${path} into the folder that the chapter starts in but found: ${found}. ` +
        'Look for what the steps before it left there.',
      { cause },
    );
  }
}

const SCRIPT = 'mkdir -p -- "${1%/*}" && cat >"$1"';
