import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { findOwnUsers, whoAmI } from '../../scripts/setup/find-own-users.mjs';
import { makeFolder } from './small-project.ts';

const { name, uid } = whoAmI();

afterEach(() => void vi.unstubAllEnvs());

/** A machine with these programs on PATH, an `unshare` that answers so, and these files in /etc. */
function makeMachine({
  programs = ['newuidmap', 'newgidmap'],
  unshare = 'exit 0',
  subuid = `${name}:100000:65536\n`,
  subgid = `somebody:1:1\n${uid}:200000:65536\n`,
}: {
  programs?: string[];
  unshare?: string;
  subuid?: string;
  subgid?: string;
} = {}): string {
  const folder = makeFolder();
  mkdirSync(join(folder, 'bin'));
  for (const program of programs) symlinkSync('/bin/true', join(folder, 'bin', program));
  writeFileSync(join(folder, 'bin/unshare'), `#!/bin/sh\n${unshare}\n`, { mode: 0o755 });
  writeFileSync(join(folder, 'subuid'), subuid);
  writeFileSync(join(folder, 'subgid'), subgid);
  vi.stubEnv('PATH', join(folder, 'bin'));
  return folder;
}

const told = ({ found, next }: { found: string; next: string }, etc: string) =>
  `${found}. ${next}`
    .replaceAll(etc, '/etc')
    .replaceAll(`user ${name} `, 'user USER ')
    .replaceAll(`${name})`, 'USER)');

test('a user with uidmap and lines by name or by number has IDs of their own', () => {
  const etc = makeMachine();
  expect(findOwnUsers(etc)).toMatchObject({ ok: true });
});

test('what is missing is told with what to do', () => {
  const noUidmap = makeMachine({ programs: [] });
  expect(told(findOwnUsers(noUidmap), noUidmap)).toMatchInlineSnapshot(
    `"user USER and no newuidmap on PATH. Run this as root, or install Debian's package uidmap, or use --in-docker."`,
  );
  for (const subgid of ['', `${name}:100000:1000\n`, 'somebody:100000:65536\n']) {
    const etc = makeMachine({ subgid });
    expect(findOwnUsers(etc).ok).toBe(false);
    expect(told(findOwnUsers(etc), etc)).toContain(
      'no line with 65536 IDs for them in /etc/subgid',
    );
  }
  const noLine = makeMachine({ subuid: '' });
  expect(told(findOwnUsers(noLine), noLine)).toMatchInlineSnapshot(
    `"user USER and no line with 65536 IDs for them in /etc/subuid. Run this as root, or let root give them some (usermod --add-subuids 100000-165535 --add-subgids 100000-165535 USER), or use --in-docker."`,
  );
});

test('a machine that refuses user namespaces says why', () => {
  const etc = makeMachine({
    unshare: 'echo "unshare: write failed /proc/self/uid_map: Operation not permitted" >&2; exit 1',
  });
  const { ok, found } = findOwnUsers(etc);
  expect(ok).toBe(false);
  expect(found).toContain('write failed /proc/self/uid_map: Operation not permitted');
});
