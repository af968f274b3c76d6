import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { afterEach, expect } from 'vitest';
import {
  createCgroups,
  nameCgroups,
  removeCgroups,
  type Cgroups,
} from '../../src/sandbox/cgroups.ts';
import { cutLoose } from '../../src/sandbox/cut-loose.ts';
import { provePrivacy } from '../../src/sandbox/privacy.ts';
import { defaultLimits } from '../../src/sandbox/sandbox.ts';

/** The namespaces of a sandbox, as options of unshare(1). */
export const NAMESPACES = [
  '--user',
  '--keep-caps',
  '--mount',
  '--net',
  '--uts',
  '--ipc',
  '--cgroup',
  '--pid',
];

/** What a process does to look like PID 1 of a sandbox; each proof is about one of these lines. */
export const DISGUISE = {
  id: 'setpriv --reuid 0 --regid 0 --clear-groups',
  root: 'mount -t tmpfs sandbox-disk /mnt; mkdir /mnt/u /mnt/w /mnt/r; mount -t overlay -o lowerdir=/usr,upperdir=/mnt/u,workdir=/mnt/w,userxattr sandbox-root /mnt/r; cd /mnt/r; mkdir -p proc sys dev run tmp old',
  proc: 'mount -t proc sandbox-proc proc',
  sys: 'mount -t sysfs -o ro sandbox-sys sys',
  dev: 'mount -t tmpfs sandbox-dev dev; mkdir dev/shm dev/pts',
  pts: 'mount -t devpts -o newinstance sandbox-pts dev/pts',
  shm: 'mount -t tmpfs sandbox-shm dev/shm',
  run: 'mount -t tmpfs sandbox-run run',
  tmp: 'mount -t tmpfs sandbox-tmp tmp',
  more: ':',
  pivot: 'pivot_root . old; cd /; umount -l /old',
  end: 'echo ready; read -r _',
};

/** What a process lacks of being PID 1 of a sandbox. */
export interface Change {
  namespaces?: string[];
  disguise?: Partial<typeof DISGUISE>;
  map?: { uid: string; gid: string };
  inCgroups?: boolean;
  /** Looks at a child of PID 1. */
  isChild?: boolean;
  /** Files beside the three streams. */
  files?: 'inherit'[];
  /** Goes around `cutLoose`. */
  isTied?: boolean;
}

const TIED = [
  'sh',
  '-c',
  'for folder in $1; do echo $$ >$folder/cgroup.procs; done; shift; exec "$@"',
  'sh',
];

const running: ChildProcess[] = [];
let cgroups: Cgroups | undefined;

afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  }
  if (cgroups) await removeCgroups(cgroups);
  cgroups = undefined;
});

/** A process that is as private as PID 1 of a sandbox, but for one change; resolves to what the proofs say of it. */
export async function prove(change: Change): Promise<string> {
  const { namespaces = NAMESPACES, inCgroups = true, isChild = false, files = [] } = change;
  const { id, ...steps } = { ...DISGUISE, ...change.disguise };
  const own = await createCgroups(nameCgroups(nameThisProcess()), defaultLimits);
  cgroups = own;
  const fork = namespaces.includes('--pid') ? ['--fork', '--kill-child=KILL'] : [];
  const propagation = namespaces.includes('--mount') ? ['--propagation', 'private'] : [];
  const groups = inCgroups ? own.folders : [];
  const command = [
    ...['unshare', ...namespaces, ...fork, ...propagation],
    ...['bash', '--norc', '-c', `echo unshared; read -r _; exec ${id} bash --norc -ec "$0"`],
    Object.values(steps).join('\n'),
  ];
  const [program = '', ...rest] = change.isTied
    ? [...TIED, groups.join(' '), ...command]
    : cutLoose(groups, 3 + files.length, command);
  const child = spawn(program, rest, {
    stdio: ['pipe', 'pipe', 'inherit', ...files],
    detached: true,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
  });
  running.push(child);
  const heard = child.stdout?.setEncoding('utf8')[Symbol.asyncIterator]();
  expect((await heard?.next())?.value).toBe('unshared\n');
  if (namespaces.includes('--user')) {
    const { uid, gid } = change.map ?? { uid: '0 100000 65536', gid: '0 100000 65536' };
    writeFileSync(`/proc/${child.pid}/uid_map`, `${uid}\n`);
    writeFileSync(`/proc/${child.pid}/gid_map`, `${gid}\n`);
  }
  child.stdin?.write('\n');
  expect((await heard?.next())?.value).toBe('ready\n');
  let pid = child.pid as number;
  if (fork.length > 0) pid = onlyChild(pid);
  if (isChild) pid = onlyChild(pid);
  return provePrivacy(pid, own).then(
    () => 'private',
    (error: Error) => error.message.replace(/ but found .*/s, ' but'),
  );
}

/** As `boot` names a runner, so that what a killed test leaves is swept. */
function nameThisProcess(): string {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return `${readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')}-${process.pid}-${start}`;
}

function onlyChild(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}
