import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { boot } from '../../src/sandbox/boot.ts';
import {
  createCgroups,
  nameCgroups,
  removeCgroups,
  type Cgroups,
} from '../../src/sandbox/cgroups.ts';
import { cutLoose } from '../../src/sandbox/cut-loose.ts';
import { prepareLayers } from '../../src/sandbox/layers.ts';
import { provePrivacy } from '../../src/sandbox/privacy.ts';
import { defaultLimits } from '../../src/sandbox/sandbox.ts';
import { findLeftBehind } from './left-behind.ts';
import { ENGINE_LINE, messageOf } from './start-lesson.ts';

const NAMESPACES = [
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
const DISGUISE = {
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

interface Change {
  namespaces?: string[];
  disguise?: Partial<typeof DISGUISE>;
  map?: { uid: string; gid: string };
  inCgroups?: boolean;
  /** Looks at a child of PID 1. */
  isChild?: boolean;
  /** Files beside the three streams. */
  files?: 'inherit'[];
}

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
async function prove(change: Change): Promise<string> {
  const { namespaces = NAMESPACES, inCgroups = true, isChild = false, files = [] } = change;
  const { id, ...steps } = { ...DISGUISE, ...change.disguise };
  const own = await createCgroups(nameCgroups(nameThisProcess()), defaultLimits);
  cgroups = own;
  const fork = namespaces.includes('--pid') ? ['--fork', '--kill-child=KILL'] : [];
  const propagation = namespaces.includes('--mount') ? ['--propagation', 'private'] : [];
  const [program = '', ...rest] = cutLoose(inCgroups ? own.folders : [], 3 + files.length, [
    ...['unshare', ...namespaces, ...fork, ...propagation],
    ...['bash', '--norc', '-c', `echo unshared; read -r _; exec ${id} bash --norc -ec "$0"`],
    Object.values(steps).join('\n'),
  ]);
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

test('a process that is disguised in every way passes, so that each test below lacks one thing only', async () => {
  expect(await prove({})).toBe('private');
});

test.each([
  ['--net', 'a net namespace of its own'],
  ['--uts', 'a uts namespace of its own'],
  ['--ipc', 'a ipc namespace of its own'],
  ['--cgroup', 'a cgroup namespace of its own'],
])('without %s there is no proof', async (namespace, expected) => {
  const rest = NAMESPACES.filter((each) => each !== namespace);
  // sysfs belongs to a network namespace, mqueue to none of these.
  const disguise = namespace === '--net' ? { sys: 'mount -t tmpfs sandbox-sys sys' } : {};
  expect(await prove({ namespaces: rest, disguise })).toBe(
    `expected the sandbox to have ${expected} but`,
  );
});

test.each(['user', 'pid', 'mnt'])('without a %s namespace there is no proof', async (kind) => {
  const option = kind === 'mnt' ? 'mount' : kind;
  const rest = NAMESPACES.filter((each) => each !== `--${option}`);
  const namespaces = kind === 'user' ? rest.filter((each) => each !== '--keep-caps') : rest;
  // Without one of these it can mount nothing of its own; namespaces are proven first.
  const nothing = Object.fromEntries(Object.keys(DISGUISE).map((key) => [key, ':']));
  const { id, end } = DISGUISE;
  expect(await prove({ namespaces, disguise: { ...nothing, id, end } })).toBe(
    `expected the sandbox to have a ${kind} namespace of its own but`,
  );
});

test('another process of its namespaces is no proof', async () => {
  expect(await prove({ isChild: true, disguise: { end: `bash -c '${DISGUISE.end}'; :` } })).toBe(
    'expected the sandbox to have a program that is PID 1 but',
  );
});

test.each<[string, Change, string]>([
  [
    'root of the host in its users',
    { map: { uid: '0 0 65536', gid: '0 100000 65536' } },
    'the uid_map "0 100000 65536"',
  ],
  [
    'root of the host in its groups',
    { map: { uid: '0 100000 65536', gid: '0 0 65536' } },
    'the gid_map "0 100000 65536"',
  ],
  [
    'another user',
    { disguise: { end: `exec setpriv --reuid 5 bash -c '${DISGUISE.end}'` } },
    "nobody's Uid on the host",
  ],
  [
    'another group',
    { disguise: { end: `exec setpriv --regid 5 --keep-groups bash -c '${DISGUISE.end}'` } },
    "nobody's Gid on the host",
  ],
  [
    'groups of the host',
    { disguise: { id: 'setpriv --reuid 0 --regid 0 --groups 7' } },
    'no more groups of the host',
  ],
  ['a file of the host', { files: ['inherit'] }, 'no open files of the host'],
  [
    'a folder of the host',
    { disguise: { more: 'mkdir -p host; mount --bind /etc host' } },
    'mounts of its own only',
  ],
  ['the host below /old', { disguise: { pivot: 'pivot_root . old' } }, 'mounts of its own only'],
  [
    'another root',
    { disguise: { root: DISGUISE.root.replace('sandbox-root', 'other') } },
    'a root of its own',
  ],
  [
    'a network interface',
    { disguise: { more: 'ip link add wire type veth peer name end' } },
    'no network interface but lo',
  ],
  ['no control group', { inCgroups: false }, 'the control group'],
  ['no /proc', { disguise: { pivot: `${DISGUISE.pivot}; umount /proc` } }, 'its own /proc'],
  ['no /sys', { disguise: { sys: ':' } }, 'its own /sys'],
  ['no /run', { disguise: { run: ':' } }, 'its own /run'],
  ['no /tmp', { disguise: { tmp: ':' } }, 'its own /tmp'],
  ['no /dev/shm', { disguise: { shm: ':' } }, 'its own /dev/shm'],
  ['no /dev/pts', { disguise: { pts: ':' } }, 'its own /dev/pts'],
])('a process with %s is not private', async (_, change, expected) => {
  expect(await prove(change)).toContain(`expected the sandbox to have ${expected}`);
});

test('a sandbox that cannot be proven private runs nothing and leaves nothing', async () => {
  const layers = await prepareLayers(ENGINE_LINE, []);
  const folder = mkdtempSync(join(tmpdir(), 'not-private-'));
  try {
    // An engine that is not the sandbox's own answers: what it says of itself is another ID.
    mkdirSync(join(folder, 'usr/bin'), { recursive: true });
    writeFileSync(join(folder, 'usr/bin/curl'), FOREIGN_ENGINE, { mode: 0o755 });
    await execa('chown', ['-R', '100000:100000', folder]);
    await execa('chmod', ['-R', 'go+rX', folder]);
    expect(await messageOf(boot([folder, ...layers], defaultLimits))).toMatch(
      /^expected the sandbox's own engine, [-0-9a-f]{36}, to answer but found somebody-else\. It is not private, so nothing was run in it\.$/,
    );
    expect(findLeftBehind(process.pid)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Waits for the real engine as curl does, and answers for another. */
const FOREIGN_ENGINE = `#!/bin/sh
until [ -s /var/lib/docker/engine-id ]; do sleep 0.01; done
case "$*" in *docker.sock*) ;; *) exit 0 ;; esac
echo '{"ID":"somebody-else","ServerVersion":"1","OSType":"linux","Architecture":"x86_64"}'
`;
