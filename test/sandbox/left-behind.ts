import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CGROUPS = '/sys/fs/cgroup';

/**
 * What the sandboxes of a runner left on this machine: control groups, processes in them, mounts. Other runners may
 * have sandboxes of their own meanwhile; the names of control groups tell them apart.
 */
export function findLeftBehind(runner: number): string[] {
  return [
    ...findGroups(runner),
    ...findProcesses(runner),
    ...readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .filter((line) => line.includes(' sandbox-')),
  ];
}

/** The control groups of a runner's sandboxes. */
export function findGroups(runner: number): string[] {
  const folders = (folder: string) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(folder, name));
  const first = folders(CGROUPS); // hierarchies of v1, groups of v2
  return [...first, ...first.flatMap(folders)].filter((path) => isOf(runner, path));
}

/** The processes of a runner's sandboxes. */
export function findProcesses(runner: number): string[] {
  return findPids(runner).map(
    (pid) => `${pid} ${readProcess(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')}`,
  );
}

/** Kills PID 1 of each of a runner's sandboxes, and tells how many there were. */
export function killSandboxes(runner: number): number {
  // A container's first process has a number in the sandbox, too (proc_pid_status(5), NSpid).
  const first = findPids(runner).filter((pid) =>
    /^NSpid:\t\d+\t1$/m.test(readProcess(`/proc/${pid}/status`)),
  );
  for (const pid of first) process.kill(Number(pid), 'SIGKILL');
  return first.length;
}

function findPids(runner: number): string[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => isOf(runner, readProcess(`/proc/${pid}/cgroup`)));
}

function isOf(runner: number, text: string): boolean {
  return new RegExp(`dollyeo-docker-\\d+-${runner}-`).test(text);
}

/** A file below /proc; a process may end while it is looked at. */
export function readProcess(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
