import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { boot } from '../../src/sandbox/boot.ts';
import { prepareLayers } from '../../src/sandbox/layers.ts';
import { defaultLimits } from '../../src/sandbox/sandbox.ts';
import { DISGUISE, NAMESPACES, prove, type Change } from './disguise.ts';
import { findLeftBehind } from './left-behind.ts';
import { ENGINE_LINE, messageOf } from './start-lesson.ts';

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
  ['sockets to the hypervisor', { isTied: true }, 'no way to the hypervisor'],
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
