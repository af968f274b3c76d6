import type { ReadStream, WriteStream } from 'node:tty';
import { ask, enter, type Door } from './enter.ts';
import { COLUMNS, ROWS } from './screen.ts';

/**
 * Lets a person work in a sandbox until they leave its shell. The shell's terminal is made inside the sandbox and
 * bytes are handed to and fro: were the person's own terminal handed in, a program there could type on it (TIOCSTI).
 */
export async function openTerminal(
  door: Door,
  person: { input: ReadStream; output: WriteStream },
): Promise<void> {
  const { input, output } = person;
  // What is no terminal has no size.
  const size = () => `cols ${output.columns ?? COLUMNS} rows ${output.rows ?? ROWS}`;
  const shell = enter(
    door,
    ['script', '-qefc', `stty ${size()}; exec bash --norc`, '/dev/null'],
    ['pipe', 'pipe', 'pipe'],
  );
  const resize = () => {
    void ask(door, ['sh', '-c', `stty -F /dev/pts/0 ${size()}`]).catch(() => {}); // the shell is ending
  };
  if (input.isTTY) input.setRawMode(true);
  output.on('resize', resize);
  if (shell.stdin) input.pipe(shell.stdin).on('error', () => {});
  for (const stream of [shell.stdout, shell.stderr]) stream?.pipe(output, { end: false });
  await new Promise<void>((resolve) => shell.once('close', () => resolve()));
  output.off('resize', resize);
  if (input.isTTY) input.setRawMode(false);
  input.unpipe();
  input.pause();
}
