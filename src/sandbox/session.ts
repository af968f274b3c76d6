import { randomBytes } from 'node:crypto';
import type { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Recording } from '../transcript/types.ts';
import { ask, enter, START_FOLDER, type Door } from './enter.ts';
import { SandboxError } from './errors.ts';
import { createMarkReader, printableMark } from './mark-reader.ts';
import { COLUMNS, openScreen, ROWS, type Screen } from './screen.ts';
import type { Session, StepToRun } from './types.ts';
import type { Watch } from './watch.ts';

/** How long a shell may take to be ready, in milliseconds; it takes some hundredths of a second. */
const PROMPT_WITHIN_MS = 60_000;

/** A prompt that waits for an answer: `… [y/N] `, `… (yes/no)? `, `…? `. */
const QUESTION = /(\?|[[(][^\])]*\/[^\])]*[\])])[:?]?\s*$/;

/**
 * Opens a shell in a sandbox: an interactive bash on a terminal of its own (`script`, util-linux), fed command by
 * command. `watch` says when a step has to be given up; `end` ends the sandbox then.
 */
export async function openSession(
  door: Door,
  watch: Watch,
  end: () => Promise<void>,
): Promise<Session> {
  const mark = randomBytes(16).toString('hex');
  const shell = enter(
    door,
    ['script', '-qefc', 'exec bash --norc --noediting -i', '/dev/null'],
    ['pipe', 'pipe', 'pipe', 'pipe'],
  );
  const keyboard = shell.stdin as Writable;
  const commands = shell.stdio[3] as Writable;
  keyboard.on('error', () => {}); // the shell ended: `closed` tells
  commands.on('error', () => {});
  const closed = new Promise<void>((resolve) => shell.once('close', () => resolve()));
  const reader = createMarkReader(mark);
  shell.stdout?.on('data', (bytes: Buffer) => reader.feed(bytes));

  keyboard.write(`${setUp(mark)}\n`);
  let number = 0;
  const prompted = new AbortController();
  let exitCode = await Promise.race([
    new Promise<number>((onEnd) => reader.read({ number, onBytes: () => {}, onEnd })),
    closed.then(() => {
      throw new SandboxError('expected a shell in the sandbox to start but it ended at once.');
    }),
    wait(PROMPT_WITHIN_MS, undefined, prompted).then(() => {
      throw new SandboxError(
        `expected a shell in the sandbox to be ready within ${PROMPT_WITHIN_MS / 1000} s but it was not. ` +
          'See whether the machine is busy, and run it again.',
      );
    }),
  ]).finally(() => prompted.abort());

  async function run({ command, answer, timeoutMs, onDraw }: StepToRun): Promise<Recording> {
    const screen = openScreen((text) => keyboard.write(text));
    const answers = answer === undefined ? undefined : answerQuestions(screen, answer, keyboard);
    const guard = watch.startStep({ command, timeoutMs, shellClosed: closed });
    const start = performance.now();
    let drawn: Promise<void> = Promise.resolve();
    let isOver = false;
    number++;
    try {
      commands.write(`${command}\0`);
      // ^U takes back what was typed, by the terminal itself for example, and no program read.
      keyboard.write(
        `\x15__number=${number}; IFS= read -r -d '' -u 63 __step; __exit ${exitCode}; eval "$__step"\n`,
      );
      shell.stdout?.resume();
      exitCode = await Promise.race([
        guard.givenUp,
        new Promise<number>((onEnd) => {
          const onBytes = (bytes: Buffer) => {
            if (isOver) return;
            guard.count(bytes);
            drawn = screen.draw(bytes).then(() => {
              answers?.look();
              if (!isOver) onDraw?.(screen.lines);
            });
          };
          reader.read({ number, onBytes, onEnd });
        }),
      ]);
      shell.stdout?.pause(); // a background job that prints waits for the next step
      const durationMs = Math.round(performance.now() - start);
      await drawn;
      await guard.check();
      return { lines: screen.lines(), exitCode, durationMs };
    } catch (error) {
      isOver = true;
      await end();
      await drawn;
      if (!(error instanceof SandboxError)) throw error;
      throw new SandboxError(error.message + waitingFor(screen, answer), {
        cause: error.cause,
        screen: screen.lines(),
      });
    } finally {
      answers?.stop();
      guard.stop();
      screen.close();
    }
  }

  return {
    run,
    findSyntaxErrors: (list) => findSyntaxErrors(door, list),
  };
}

/**
 * The prompt shows nothing that a reader would see: a control string with the exit code, which no output can contain by
 * chance. It stands in PS1, behind which bash says no more of jobs that have ended (after PROMPT_COMMAND it still does).
 * Echo is on only while a command runs, so that answers show and commands do not.
 */
function setUp(mark: string): string {
  return [
    `__exit() { return "$1"; }; __number=0`,
    `PS1='${printableMark(mark, '$__number', '$?')}' PS2=`,
    `PS0='$(stty echo)'`,
    `PROMPT_COMMAND='stty sane -echo'`,
    `stty cols ${COLUMNS} rows ${ROWS}`,
    `unset HISTFILE; set +o history; history -c`,
    `exec 63<&3 3<&-`,
    `cd ${START_FOLDER}`,
  ].join('; ');
}

/** Types the answer once for every line on which the cursor comes to rest after a question. */
function answerQuestions(screen: Screen, answer: string, keyboard: Writable) {
  let answered = -1;
  let timer: NodeJS.Timeout | undefined;
  const type = () => {
    const { number, text } = screen.cursorLine();
    if (number === answered || !QUESTION.test(text)) return;
    answered = number;
    keyboard.write(`${answer}\n`);
  };
  return {
    /** A question may come in pieces: what counts is the line after a moment without output. */
    look: () => {
      clearTimeout(timer);
      timer = setTimeout(type, 20);
    },
    stop: () => clearTimeout(timer),
  };
}

function waitingFor(screen: Screen, answer: string | undefined): string {
  const { text } = screen.cursorLine();
  return answer === undefined && QUESTION.test(text)
    ? ` It waits for an answer to "${text.trim()}": add answer="…" to the fence.`
    : '';
}

/** One process for all commands; what `bash -n` says of each, undefined where it says nothing. */
async function findSyntaxErrors(door: Door, list: string[]): Promise<(string | undefined)[]> {
  const script = `while IFS= read -r -d '' step; do printf '%s\\0' "$(bash -n <<<"$step" 2>&1)"; done`;
  const answers = await ask(door, ['bash', '--norc', '-c', script], {
    input: list.map((step) => `${step}\0`).join(''),
  });
  return answers
    .split('\0')
    .slice(0, list.length)
    .map((text) => text.replace(/^bash: (line \d+: )?/gm, '').trim() || undefined);
}
