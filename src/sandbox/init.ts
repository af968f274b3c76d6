import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';
import { makeWay, type Cgroups } from './cgroups.ts';
import { cutLoose } from './cut-loose.ts';
import { SandboxError } from './errors.ts';
import { FIRST_HOST_ID, HOST_ID_COUNT } from './host-ids.mjs';
import type { Limits } from './types.ts';

/** More bytes than `init.sh` ever says; a lesson can reach its standard output and could fill the runner's memory. */
const MOST_SAID = 65_536;
/** How long its root may take to be built; it takes about 0.05 s on an idle machine, and seconds on a busy one. */
const BUILT_WITHIN_MS = 60_000;
const SCRIPT = new URL('init.sh', import.meta.url).pathname;

/** PID 1 of a sandbox, seen from the host. */
export interface Init {
  /** Its process ID on the host. */
  pid: number;
  /** Waits for the next line of `init.sh`, which begins with the word; resolves to the rest of it. */
  hear(word: string, withinMs: number): Promise<string>;
  /** Lets it go on after `unshared` or `built`. */
  goOn(): void;
  /** Programs of the supervisor that have ended, for example `dockerd 137`. */
  ended: string[];
  /** Settles when it and with it everything in the sandbox has ended. */
  gone: Promise<void>;
  kill(): void;
}

export interface InitOptions {
  cgroups: Cgroups;
  /** Read-only folders that make up the root, uppermost first. */
  layers: string[];
  limits: Limits;
  hostname: string;
  /** The hosts on its wire as `/etc/hosts` has them, one per line; empty where it has none. */
  neighbours?: string;
}

/**
 * Starts PID 1 of a sandbox in namespaces of its own, a user namespace included. The kernel kills it when this
 * process ends, however it ends; that signal belongs to the thread that asked for it, hence the main thread only
 * (prctl(2), PR_SET_PDEATHSIG).
 */
export async function startInit(options: InitOptions): Promise<Init> {
  if (!isMainThread) {
    throw new SandboxError(
      'expected to start a sandbox from the main thread but this is a worker thread, whose end would kill it. ' +
        "Use Vitest's pool 'forks'.",
    );
  }
  const [program = '', ...rest] = commandLine(options);
  const child = spawn(program, rest, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...{ PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' },
      ...(options.cgroups.folders.length > 0 && { SANDBOX_LIMITS: 'yes' }),
    },
    cwd: '/',
    // A session of its own: a program of the sandbox could type into the runner's terminal (ioctl_tty(2), TIOCSTI).
    detached: true,
  });
  const init = follow(child);
  try {
    await init.hear('unshared', BUILT_WITHIN_MS);
    const map = `0 ${FIRST_HOST_ID} ${HOST_ID_COUNT}\n`;
    await writeFile(`/proc/${child.pid}/uid_map`, map);
    await writeFile(`/proc/${child.pid}/gid_map`, map);
    await makeWay(options.cgroups, child.pid as number);
    init.pid = await findOnlyChild(child.pid as number);
    init.goOn();
    await init.hear('built', BUILT_WITHIN_MS);
  } catch (error) {
    init.kill();
    await init.gone;
    throw error;
  }
  return init;
}

/** Joins the control groups before the namespaces are made, so that they are the root of the new cgroup namespace. */
function commandLine(options: InitOptions): string[] {
  const { cgroups, layers, limits, hostname, neighbours = '' } = options;
  const { diskMiB, memoryMiB, processes } = limits;
  const mountPoint = layers.some((layer) => layer.startsWith('/mnt/')) ? '/media' : '/mnt';
  // Without control groups the kernel still counts the processes of a user namespace and each one's memory (setrlimit(2)).
  const counted =
    cgroups.folders.length > 0
      ? []
      : ['prlimit', `--nproc=${processes}`, `--data=${memoryMiB * 1024 * 1024}`];
  return cutLoose(cgroups.folders, 3, [
    ...counted,
    ...['unshare', '--user', '--keep-caps', '--mount'],
    ...['--net', '--pid', '--uts', '--ipc', '--cgroup', '--fork', '--kill-child=KILL'],
    ...['--propagation', 'private', 'bash', SCRIPT, 'enter'],
    ...[mountPoint, String(diskMiB), hostname, neighbours, ...layers],
  ]);
}

function follow(child: ChildProcess): Init {
  const heard: string[] = [];
  const ended: string[] = [];
  let errors = '';
  let isGone = false;
  let wake = () => {};
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-4_000);
  });
  child.stdin?.on('error', () => {}); // it ended before it read the line: `gone` tells
  let said = 0;
  child.stdout?.on('data', (bytes: Buffer) => {
    said += bytes.length;
    if (said < MOST_SAID) return;
    errors = 'Something in it wrote to the files of its PID 1.';
    child.stdout?.destroy();
    init.kill();
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  lines.on('line', (line) => {
    if (line.startsWith('ended ')) ended.push(line.slice('ended '.length));
    else heard.push(line);
    wake();
  });
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => {
      isGone = true;
      wake();
      resolve();
    });
    child.once('error', (error) => {
      errors += error.message;
      isGone = true;
      wake();
      resolve();
    });
  });
  const init: Init = {
    pid: 0,
    ended,
    gone,
    goOn: () => child.stdin?.write('\n'),
    kill: () => {
      if (isGone) return;
      // The child of unshare is PID 1 of the sandbox; with it the kernel ends all the others.
      if (init.pid > 0) killQuietly(init.pid);
      else child.kill('SIGKILL');
    },
    hear: async (expected, withinMs) => {
      const deadline = AbortSignal.timeout(withinMs);
      while (heard[0] === undefined) {
        if (isGone || deadline.aborted || ended.length > 0) {
          const found = isGone ? 'it ended' : (ended[0] ?? `nothing came within ${withinMs} ms`);
          throw new SandboxError(
            `expected the sandbox to say "${expected}" but ${found}. ${errors.trim() || 'It printed no reason.'}`,
          );
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
          deadline.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      const [word, ...rest] = heard.shift()?.split(' ') ?? [];
      if (word === expected) return rest.join(' ');
      throw new SandboxError(`expected the sandbox to say "${expected}" but found "${word}".`);
    },
  };
  return init;
}

/** `unshare --fork` has one child: PID 1 of the new PID namespace. */
async function findOnlyChild(pid: number): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    const child = Number(children.trim());
    if (child > 0) return child;
    await wait(1);
  }
  throw new SandboxError(`expected process ${pid} (unshare) to have a child but found none.`);
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
