import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { readLimitHits, type Cgroups } from './cgroups.ts';
import { SandboxError } from './errors.ts';
import type { Init } from './init.ts';
import { COLUMNS } from './screen.ts';
import type { Limits } from './types.ts';

/** How often a running step's limits are looked at, in milliseconds. */
const LOOK_EVERY_MS = 250;
/** How long a step may go on after a program of the sandbox has ended, in milliseconds. */
const GRACE_MS = 2_000;

/** Notices when a step has to be given up. */
export interface Watch {
  startStep(step: {
    command: string;
    timeoutMs: number | undefined;
    shellClosed: Promise<void>;
  }): StepGuard;
}

export interface StepGuard {
  /** Counts what the step printed; the screen keeps a line whole, however short it is. */
  count(bytes: Buffer): void;
  /** Rejects with a `SandboxError` as soon as the step has to be given up. */
  givenUp: Promise<never>;
  /** A last look after the step's end. */
  check(): Promise<void>;
  stop(): void;
}

/** Watches the limits, the time and the programs of a sandbox, one step at a time. */
export function startWatch(init: Init, cgroups: Cgroups, limits: Limits): Watch {
  /** The sentence for the first limit that was hit, if any: a hit ends the sandbox. */
  async function findHit(): Promise<string | undefined> {
    const hits = await readLimitHits(cgroups);
    if (hits.processes) {
      return exceeded('processes', `${limits.processes} processes`, 'starts fewer of them');
    }
    if (hits.memory) {
      return exceeded('memoryMiB', `${limits.memoryMiB} MiB of memory`, 'needs less of it');
    }
    return (await isDiskFull(init.pid))
      ? exceeded('diskMiB', `${limits.diskMiB} MiB of disk`, 'writes less')
      : undefined;
  }

  return {
    startStep({ command, timeoutMs = limits.stepMs, shellClosed }) {
      let printed = 0;
      let isOver = false;
      let giveUp: (reason: string) => void = () => {};
      const givenUp = new Promise<never>((_, reject) => {
        giveUp = (reason) => {
          if (!isOver) reject(new SandboxError(`${reason} The step was: ${command}`));
        };
      });
      givenUp.catch(() => {}); // a step that has ended listens no more

      const timer = setTimeout(
        () =>
          giveUp(
            `expected the step to end within ${timeoutMs / 1000} s but it was still running. ` +
              `Let it end by itself, or give its fence a longer timeout, such as timeout="${Math.ceil(timeoutMs / 500)}s".`,
          ),
        timeoutMs,
      );
      const look = setInterval(() => {
        void findHit().then((hit) => {
          if (hit) giveUp(hit);
        }, ignoreGone);
        const dead = describeEnded(init);
        if (dead) setTimeout(() => giveUp(dead), GRACE_MS).unref();
      }, LOOK_EVERY_MS);
      /** What has ended may have been killed for want of memory. */
      const giveUpFor = async (reason: string) =>
        giveUp((await findHit().catch(() => undefined)) ?? reason);
      const ended = 'expected the sandbox to go on but it ended.';
      const left =
        'expected the shell to go on but it ended. Leave out "exit", or put it into ( ).';
      void init.gone.then(() => giveUpFor(ended));
      // When a sandbox ends, its shells end with it, often before one hears of it.
      void shellClosed.then(() => giveUpFor(isEnding(init.pid) ? ended : left));
      return {
        count: (bytes) => {
          printed += bytes.length + COLUMNS * bytes.filter((byte) => byte === 0x0a).length;
          if (printed > limits.outputBytes) {
            giveUp(exceeded('outputBytes', `${limits.outputBytes} bytes of output`, 'prints less'));
          }
        },
        givenUp,
        check: async () => {
          const reason = (await findHit()) ?? describeEnded(init);
          if (reason) throw new SandboxError(`${reason} The step was: ${command}`);
        },
        stop: () => {
          isOver = true;
          clearTimeout(timer);
          clearInterval(look);
        },
      };
    },
  };
}

function exceeded(option: keyof Limits, what: string, cure: string): string {
  return `expected the step to stay within the sandbox's ${what} but it used them up. Write it so that it ${cure}, or raise the limit "${option}".`;
}

function describeEnded(init: Init): string | undefined {
  const [program, code] = init.ended[0]?.split(' ') ?? [];
  return program === undefined
    ? undefined
    : `expected ${program} to keep running but it ended with exit code ${code}. Look for what stopped it in this step or in the one before.`;
}

/** `PF_EXITING` of the kernel's `include/linux/sched.h`. */
const EXITING = 0x4;

/**
 * Whether PID 1 of a sandbox ends or has ended. The kernel lets it begin to end before it kills the others in its
 * namespace (`zap_pid_ns_processes`), so where it has killed a shell, this is true already.
 */
function isEnding(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc_pid_stat(5): the second field is in parentheses and may hold blanks; the flags are the 9th.
    const flags = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[6]);
    return (flags & EXITING) !== 0;
  } catch {
    return true;
  }
}

/** The sandbox's root is an overlay on its only disk, whose size is the limit. */
async function isDiskFull(pid: number): Promise<boolean> {
  const { bavail, ffree } = await statfs(`/proc/${pid}/root/`);
  return bavail === 0 || ffree === 0;
}

/** The sandbox may end between two looks; `init.gone` tells. */
function ignoreGone(error: unknown): void {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ENOENT' && code !== 'ESRCH' && code !== 'ENODEV') throw error;
}
