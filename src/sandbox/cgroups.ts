import { readdir, mkdir, readFile, rmdir, writeFile, chown } from 'node:fs/promises';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import type { Limits } from './types.ts';

/** The host user that root of a sandbox is: 0 in the sandbox is 100000 on the host. */
export const FIRST_HOST_ID = 100_000;
/** How many users and groups a sandbox has. */
export const HOST_ID_COUNT = 65_536;

const CGROUP_ROOT = '/sys/fs/cgroup';
const PREFIX = 'dollyeo-docker';

/** The control groups of one sandbox: one folder per v1 hierarchy, or a single one on cgroup v2. */
export interface Cgroups {
  version: 1 | 2;
  folders: string[];
}

/** Makes a sandbox's control groups, limited and handed over to the sandbox's root. */
export async function createCgroups(name: string, limits: Limits): Promise<Cgroups> {
  const hierarchies = await listHierarchies();
  const cgroups: Cgroups = { version: isVersion2() ? 2 : 1, folders: [] };
  for (const hierarchy of hierarchies) {
    const folder = join(hierarchy, name);
    await mkdir(folder);
    cgroups.folders.push(folder);
    if (existsSync(join(folder, 'cpuset.cpus')) && cgroups.version === 1) {
      for (const file of ['cpuset.cpus', 'cpuset.mems']) {
        await writeFile(join(folder, file), await readFile(join(hierarchy, file)));
      }
    }
  }
  await limit(cgroups, ['memory.limit_in_bytes', 'memory.max'], limits.memoryMiB * 1024 * 1024);
  await limit(cgroups, ['pids.max'], limits.processes);
  for (const folder of cgroups.folders) await delegate(folder);
  return cgroups;
}

/** How often a limit of the sandbox was hit so far. */
export async function readLimitHits(
  cgroups: Cgroups,
): Promise<{ memory: number; processes: number }> {
  return {
    memory: await readCount(cgroups, [
      ['memory.failcnt', /^(\d+)/],
      ['memory.events', /^max (\d+)/m],
    ]),
    processes: await readCount(cgroups, [['pids.events', /^max (\d+)/m]]),
  };
}

/** Removes a sandbox's control groups, whose processes have ended. */
export async function removeCgroups(cgroups: Cgroups): Promise<void> {
  for (const folder of cgroups.folders) await removeTree(folder);
}

/** Removes what runners that are gone left behind; their process IDs and start times are in the folders' names. */
export async function sweepCgroups(isAlive: (name: string) => Promise<boolean>): Promise<void> {
  for (const hierarchy of await listHierarchies()) {
    for (const name of await readdir(hierarchy)) {
      if (name.startsWith(`${PREFIX}-`) && !(await isAlive(name))) {
        await removeTree(join(hierarchy, name));
      }
    }
  }
}

/** The name of a sandbox's control groups: says which runner made them. */
export function nameCgroups(runner: string, number: number): string {
  return `${PREFIX}-${runner}-${number}`;
}

function isVersion2(): boolean {
  return existsSync(join(CGROUP_ROOT, 'cgroup.controllers'));
}

async function listHierarchies(): Promise<string[]> {
  if (isVersion2()) return [CGROUP_ROOT];
  const mounts = await readFile('/proc/self/mounts', 'utf8');
  return mounts
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, target, type]) => type === 'cgroup' && target?.startsWith(CGROUP_ROOT))
    .map(([, target]) => target as string);
}

async function limit(cgroups: Cgroups, files: string[], value: number): Promise<void> {
  for (const folder of cgroups.folders) {
    for (const file of files) {
      const path = join(folder, file);
      if (existsSync(path)) await writeFile(path, String(value));
    }
  }
}

/** The folder and the files that a delegate needs, as in the kernel's cgroup-v2.rst, "Delegation Containment". */
async function delegate(folder: string): Promise<void> {
  await chown(folder, FIRST_HOST_ID, FIRST_HOST_ID);
  for (const file of ['cgroup.procs', 'tasks', 'cgroup.threads', 'cgroup.subtree_control']) {
    const path = join(folder, file);
    if (existsSync(path)) await chown(path, FIRST_HOST_ID, FIRST_HOST_ID);
  }
}

async function readCount(cgroups: Cgroups, sources: [string, RegExp][]): Promise<number> {
  for (const folder of cgroups.folders) {
    for (const [file, pattern] of sources) {
      const path = join(folder, file);
      if (!existsSync(path)) continue;
      const found = pattern.exec(await readFile(path, 'utf8'));
      if (found) return Number(found[1]);
    }
  }
  return 0;
}

/** The kernel takes a moment to let go of a group whose last process has just ended. */
async function removeTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (entry.isDirectory()) await removeTree(join(folder, entry.name));
  }
  for (let attempt = 0; ; attempt++) {
    try {
      return await rmdir(folder);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return;
      if (code !== 'EBUSY' || attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
