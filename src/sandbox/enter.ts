import { spawn, type ChildProcess } from 'node:child_process';
import { LEAF, type Cgroups } from './cgroups.ts';
import { cutLoose } from './cut-loose.ts';

/** What a program in a sandbox finds in its environment, and nothing else. */
const ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  USER: 'root',
  SHELL: '/bin/bash',
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
};

/** The folder that a chapter starts in. */
export const START_FOLDER = '/root/course';

/** Where a sandbox is entered: its PID 1 on the host and its control groups. */
export interface Door {
  pid: number;
  cgroups: Cgroups;
  /** What was started through it and has not ended. */
  entered: Set<ChildProcess>;
}

/** How long a program that asks something may take, in milliseconds; most take some hundredths of a second. */
const ASK_WITHIN_MS = 60_000;

/** Starts a program in a sandbox, as its root, within its limits. */
export function enter(door: Door, command: string[], stdio: ('pipe' | 'ignore')[]): ChildProcess {
  const [program = '', ...rest] = cutLoose(joinable(door), stdio.length, [
    ...['nsenter', '--target', String(door.pid)],
    ...['--user', '--mount', '--net', '--pid', '--uts', '--ipc', '--cgroup'],
    ...['--setuid', '0', '--setgid', '0', `--wdns=${START_FOLDER}`, '--'],
    ...command,
  ]);
  const child = spawn(program, rest, { stdio, env: ENVIRONMENT, cwd: '/', detached: true });
  door.entered.add(child);
  child.once('close', () => door.entered.delete(child));
  child.on('error', () => {}); // or one that cannot be started would never close
  return child;
}

/** Runs a program in a sandbox to its end; resolves to what it printed. */
export async function ask(
  door: Door,
  command: string[],
  { input = '', withinMs = ASK_WITHIN_MS } = {},
): Promise<string> {
  const child = enter(door, command, ['pipe', 'pipe', 'pipe']);
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdin?.on('error', () => {}); // it need not read all of its input
  child.stdin?.end(input);
  let timer: NodeJS.Timeout | undefined;
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
    // It is not enough to kill it: what it has started in the sandbox may hold its output open.
    timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${command.join(' ')} did not end within ${withinMs / 1000} s`));
    }, withinMs);
  }).finally(() => clearTimeout(timer));
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${errors.trim()}`);
  return output;
}

function joinable({ cgroups }: Door): string[] {
  return cgroups.folders.map((folder) => (cgroups.version === 2 ? `${folder}/${LEAF}` : folder));
}
