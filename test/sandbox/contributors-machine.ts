import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, realpathSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { engineRootFolder } from '../../src/sandbox/engine-root.mjs';
import { ENGINE_LINE } from './start-lesson.ts';

const SCRIPT = new URL('contributors-machine.sh', import.meta.url).pathname;
const ARCHITECTURES: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };
const BUSYBOX = new URL(
  `../../images/busybox/files/${ARCHITECTURES[process.arch]}/busybox`,
  import.meta.url,
).pathname;

/** A machine with a Docker of its own, beside this one. */
export interface ContributorsMachine {
  /** A process in its network and with its mounts, seen from here. */
  pid: number;
  /** PID 1 of what its engine runs in. */
  enginePid: number;
  /** A command line that runs there, as a contributor's own commands do. */
  onMachine(command: string[]): string[];
  /** What a program of the engine's own root says. */
  inEngine(command: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts it, with images, a volume, a stopped container, and one that answers HTTP on its port 8088. */
export async function startContributorsMachine(): Promise<ContributorsMachine> {
  const group = `contributor-${process.pid}`;
  const root = realpathSync(engineRootFolder(ENGINE_LINE));
  const namespaces = ['--net', '--mount', '--propagation', 'private'];
  const child = spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', 'unshare', ...namespaces],
      ...['bash', SCRIPT, 'machine', root, BUSYBOX, `/${group}`],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], detached: true },
  );
  const pid = child.pid as number;
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([once(lines, 'line'), once(child, 'exit')])) as [unknown];
  const stop = async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    for (const folder of ['', ...readdirSync('/sys/fs/cgroup')]) {
      await removeGroup(join('/sys/fs/cgroup', folder, group));
    }
  };
  if (line !== 'ready') {
    await stop();
    throw new Error(`expected the contributor's machine to be ready but it ended with ${line}`);
  }
  const enginePid = onlyChild(onlyChild(pid));
  return {
    pid,
    enginePid,
    onMachine: (command) => ['nsenter', '--target', String(pid), '--net', '--mount', ...command],
    inEngine: async (command) => {
      const namespaces = ['--target', String(enginePid), '--net', '--mount', '--pid'];
      const { stdout } = await execa('nsenter', [...namespaces, 'bash', '--norc', '-c', command], {
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
        extendEnv: false,
      });
      return stdout;
    },
    stop,
  };
}

function onlyChild(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
}

/** The kernel takes a moment to end what was in it. */
async function removeGroup(folder: string): Promise<void> {
  const groups = await execa('find', [folder, '-depth', '-type', 'd'], {
    reject: false,
    lines: true,
  });
  for (const group of groups.stdout) {
    for (;;) {
      try {
        rmdirSync(group);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  }
}
