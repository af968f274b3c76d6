import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { engineRootFolder } from '../../src/sandbox/engine-root.mjs';
import { refuseMissingNeeds } from '../../src/sandbox/needs.ts';
import { makeFolder } from './small-project.ts';

const LINE = '28.5-containerd';

function makeRoot(file: string): void {
  vi.stubEnv('XDG_CACHE_HOME', makeFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const path = join(engineRootFolder(LINE), file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
}

test('a root that holds what a chapter needs is taken', () => {
  makeRoot('usr/share/vm/vmlinuz');
  expect(() => refuseMissingNeeds(LINE, ['vm'])).not.toThrow();
});

test('a root without what a chapter needs is refused in a sentence', () => {
  makeRoot('usr/share/vm/vmlinuz');
  expect(() => refuseMissingNeeds(LINE, ['vm', 'debian'])).toThrowErrorMatchingInlineSnapshot(
    `[SandboxError: expected the root of engine line 28.5-containerd to hold /usr/share/course/debian.tar, since the chapter says that it needs "debian", but it does not. Add a list of packages as debianRoot in engines/roots/28.5.json and run \`npm run lock\`, or verify the chapter on another line.]`,
  );
  makeRoot('usr/bin/dockerd');
  expect(() => refuseMissingNeeds(LINE, ['vm'])).toThrowErrorMatchingInlineSnapshot(
    `[SandboxError: expected the root of engine line 28.5-containerd to hold /usr/share/vm/vmlinuz, since the chapter says that it needs "vm", but it does not. Add a kernel and qemu-system-x86 to its packages in engines/roots/28.5.json and run \`npm run lock\`, or verify the chapter on another line.]`,
  );
});
