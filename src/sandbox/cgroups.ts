import { randomBytes } from 'node:crypto';
import { readdir, mkdir, readFile, rmdir, writeFile, chown } from 'node:fs/promises';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { SandboxError } from './errors.ts';
import { FIRST_HOST_ID, isWithoutRoot } from './host-ids.mjs';
import type { Limits } from './types.ts';

const CGROUP_ROOT = '/sys/fs/cgroup';
const PREFIX = 'dollyeo-docker';
/** The group of v2 that holds the sandbox's own processes; `init.sh` knows it too. */
export const LEAF = 'init';

/** The kernel kills for want of at most 8 pages at a time (PAGE_ALLOC_COSTLY_ORDER); memory.failcnt stays 0 on Linux 6.18. */
const LARGEST_CHARGE = 65_536;

/** How long the kernel may take, in milliseconds; it takes a few on an idle machine. */
const LET_GO_WITHIN_MS = 30_000;
/** The same for what other runners left: a start does not wait long for it. */
const SWEEP_WITHIN_MS = 500;

/** The control groups of one sandbox: one folder per v1 hierarchy, or a single one on cgroup v2; none without root. */
export interface Cgroups {
  version: 1 | 2;
  folders: string[];
}

/** Makes a sandbox's control groups, limited and handed over to the sandbox's root; without root there are none to be had. */
export async function createCgroups(name: string, limits: Limits): Promise<Cgroups> {
  const cgroups: Cgroups = { version: isVersion2() ? 2 : 1, folders: [] };
  if (isWithoutRoot) return cgroups;
  try {
    for (const hierarchy of await listHierarchies()) await create(cgroups, hierarchy, name);
    const bytes = limits.memoryMiB * 1024 * 1024;
    await limit(cgroups, 'memory', { 'memory.limit_in_bytes': bytes, 'memory.max': bytes });
    await limit(cgroups, 'pids', { 'pids.max': limits.processes });
    // Nor may it fill the host's swap, where there is any.
    await write(cgroups, { 'memory.memsw.limit_in_bytes': bytes, 'memory.swap.max': 0 });
    for (const folder of cgroups.folders) await delegate(folder);
    if (cgroups.version === 2) await makeLeaf(cgroups);
  } catch (error) {
    await removeCgroups(cgroups);
    throw error;
  }
  return cgroups;
}

/**
 * Moves the program that made a sandbox's namespaces out of the group that is the root of its cgroup namespace: on v2 a
 * group whose children are limited may hold no process itself.
 */
export async function makeWay({ version, folders }: Cgroups, pid: number): Promise<void> {
  if (version === 1) return;
  for (const folder of folders) await writeFile(join(folder, LEAF, 'cgroup.procs'), String(pid));
}

/** Which limits of the sandbox were hit so far; a container that hits a limit of its own does not count. */
export async function readLimitHits(
  cgroups: Cgroups,
): Promise<{ memory: boolean; processes: boolean }> {
  const read = (file: string, pattern = /^(\d+)/) => readCount(cgroups, file, pattern);
  const peak = await read('memory.max_usage_in_bytes');
  return {
    memory:
      (await read('memory.events.local', /^oom (\d+)/m)) > 0 ||
      peak > (await read('memory.limit_in_bytes')) - LARGEST_CHARGE,
    // pids.events of v1 counts where the fork failed, not where the limit is; pids.peak came with Linux 6.1.
    processes: (await read('pids.peak')) >= (await read('pids.max')),
  };
}

/**
 * Lets frozen processes (`docker pause`) of a sandbox go on: on v1 they hear no signal, and a sandbox with one of them
 * in it does not end.
 */
export async function thaw({ folders }: Pick<Cgroups, 'folders'>): Promise<void> {
  for (const folder of folders.filter((each) => existsSync(join(each, 'freezer.state')))) {
    await forEachGroup(folder, (group) =>
      writeFile(join(group, 'freezer.state'), 'THAWED', { flag: 'r+' }).catch(ignoreMissing),
    );
  }
}

/** Removes a sandbox's control groups, whose processes have ended. */
export async function removeCgroups(cgroups: Cgroups): Promise<void> {
  for (const folder of cgroups.folders) await removeTree(folder, LET_GO_WITHIN_MS);
}

/** Removes what runners that are gone left behind; their process IDs and start times are in the folders' names. */
export async function sweepCgroups(isAlive: (name: string) => Promise<boolean>): Promise<void> {
  if (isWithoutRoot) return;
  const folders: string[] = [];
  for (const hierarchy of await listHierarchies()) {
    for (const name of await readdir(hierarchy)) {
      if (name.startsWith(`${PREFIX}-`) && !(await isAlive(name))) {
        folders.push(join(hierarchy, name));
      }
    }
  }
  await thaw({ folders });
  for (const folder of folders) {
    await removeTree(folder, SWEEP_WITHIN_MS).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EBUSY') throw error; // it is still ending: the next start sweeps it
    });
  }
}

/** A new name for a sandbox's control groups: says which runner made them. */
export function nameCgroups(runner: string): string {
  return `${PREFIX}-${runner}-${randomBytes(4).toString('hex')}`;
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

async function create(cgroups: Cgroups, hierarchy: string, name: string): Promise<void> {
  const folder = join(hierarchy, name);
  await mkdir(folder);
  cgroups.folders.push(folder);
  if (cgroups.version === 2 || !existsSync(join(folder, 'cpuset.cpus'))) return;
  for (const file of ['cpuset.cpus', 'cpuset.mems']) {
    await writeFile(join(folder, file), await readFile(join(hierarchy, file)));
  }
}

async function limit(
  cgroups: Cgroups,
  controller: string,
  values: Record<string, number>,
): Promise<void> {
  if ((await write(cgroups, values)) > 0) return;
  throw new SandboxError(
    `expected the kernel's "${controller}" controller, which limits a sandbox, below ${CGROUP_ROOT} but found none. ` +
      'Run `npm run doctor` to see what this machine lacks.',
  );
}

/** Writes the files that are there, and tells how many. */
async function write(cgroups: Cgroups, values: Record<string, number>): Promise<number> {
  let written = 0;
  for (const folder of cgroups.folders) {
    for (const [file, value] of Object.entries(values)) {
      const path = join(folder, file);
      if (!existsSync(path)) continue;
      await writeFile(path, String(value));
      written++;
    }
  }
  return written;
}

async function makeLeaf({ folders }: Cgroups): Promise<void> {
  for (const folder of folders) {
    await mkdir(join(folder, LEAF));
    await delegate(join(folder, LEAF));
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

/** NaN where the kernel has no such file, so that every comparison is false. */
async function readCount(cgroups: Cgroups, file: string, pattern: RegExp): Promise<number> {
  const path = cgroups.folders.map((folder) => join(folder, file)).find((each) => existsSync(each));
  return path ? Number(pattern.exec(await readFile(path, 'utf8'))?.[1]) : NaN;
}

/** Removes a group and those below it; waits so long for the kernel to let go of one whose last process has just ended. */
async function removeTree(folder: string, withinMs: number): Promise<void> {
  const start = performance.now();
  await forEachGroup(folder, async (group) => {
    for (;;) {
      try {
        return await rmdir(group);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT') return;
        if (code !== 'EBUSY' || performance.now() - start > withinMs) throw error;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  });
}

/** Children first, as `rmdir` wants them. */
async function forEachGroup(folder: string, act: (group: string) => Promise<void>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (entry.isDirectory()) await forEachGroup(join(folder, entry.name), act);
  }
  await act(folder);
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT' && error.code !== 'ENODEV') throw error;
}
