import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { findAskedLines } from '../../scripts/setup/find-asked-lines.mjs';
import { sweepHalfMadeRoots } from '../../src/sandbox/build-engine-root.mjs';
import { listEngineLines, readEngineLine } from '../../src/sandbox/engine-line.mjs';
import {
  cacheFolder,
  engineRootFolder,
  isEngineRootReady,
} from '../../src/sandbox/engine-root.mjs';
import { isInUse, removeTree } from '../../src/sandbox/remove-tree.mjs';
import { listRoots, readEngineLock, readRootList } from '../../src/sandbox/root-list.mjs';
import { makeFolder } from './small-project.ts';

const LINE = '28.5-containerd';
const isRoot = process.getuid?.() === 0;

function useCache(): string {
  const cache = makeFolder();
  vi.stubEnv('XDG_CACHE_HOME', cache);
  onTestFinished(() => void vi.unstubAllEnvs());
  return cache;
}

test('roots live in the cache, named after their list and what goes into them', () => {
  const cache = useCache();
  expect(cacheFolder()).toBe(join(cache, 'dollyeo-docker'));
  expect(engineRootFolder(LINE).slice(cache.length)).toMatch(
    /^\/dollyeo-docker\/roots\/28\.5-[0-9a-f]{12}$/,
  );
});

test('a half-made root is not ready and is swept; a finished one stays', () => {
  useCache();
  const folder = engineRootFolder(LINE);
  mkdirSync(join(`${folder}.partial`, 'root/etc'), { recursive: true });
  writeFileSync(join(`${folder}.partial`, 'root/etc/passwd'), '');
  expect(isEngineRootReady(LINE)).toBe(false);
  mkdirSync(join(folder, 'etc'), { recursive: true });
  sweepHalfMadeRoots();
  expect(readdirSync(join(cacheFolder(), 'roots'))).toEqual([folder.split('/').at(-1)]);
  expect(isEngineRootReady(LINE)).toBe(true);
});

test.runIf(isRoot)('a folder with something mounted in it is not removed', () => {
  const folder = makeFolder();
  const inside = join(folder, 'a b');
  mkdirSync(inside);
  execFileSync('mount', ['-t', 'tmpfs', 'setup-test', inside]);
  try {
    writeFileSync(join(inside, 'precious'), '');
    expect(() => removeTree(folder)).toThrow(`found ${inside}. Unmount it: umount ${inside}`);
    expect(existsSync(join(inside, 'precious'))).toBe(true);
  } finally {
    execFileSync('umount', [inside]);
  }
  removeTree(folder);
  expect(existsSync(folder)).toBe(false);
});

test.runIf(process.platform === 'linux')('a root is in use while a command line names it', () => {
  const folder = makeFolder();
  expect(isInUse(folder)).toBe(false);
  const look = `import { isInUse } from ${JSON.stringify(new URL('../../src/sandbox/remove-tree.mjs', import.meta.url).href)};
    console.log(isInUse(process.argv[1]))`;
  const answer = execFileSync(process.execPath, ['--input-type=module', '-e', look, folder]);
  expect(String(answer)).toBe('true\n');
});

test('an unknown line is told with those that there are', () => {
  expect(() => readEngineLine('99-none')).toThrowErrorMatchingInlineSnapshot(
    `[Error: expected an engine line of engines/ (28.5-containerd, 28.5-overlay2, 26.1-containerd, 26.1-overlay2, 20.10-overlay2), found "99-none". Name one of these.]`,
  );
});

test('lines that differ in settings only share a root, and every root but the builder has a line', () => {
  expect(engineRootFolder('28.5-overlay2')).toBe(engineRootFolder(LINE));
  const roots = listEngineLines().map((line) => readEngineLine(line).root);
  expect([...new Set([...roots, 'builder'])].sort()).toEqual(listRoots());
});

test('a command asks for the roots of the lines that it names', () => {
  const verify = ['node', 'scripts/verify.ts'];
  expect(findAskedLines(verify)).toEqual([LINE]);
  expect(findAskedLines([...verify, '--engine', '20.10-overlay2', 'a.mdx'])).toEqual([
    '20.10-overlay2',
  ]);
  expect(findAskedLines([...verify, '--engine=26.1-overlay2', '--engine', LINE])).toEqual([
    LINE,
    '26.1-overlay2',
  ]);
  expect(findAskedLines([...verify, '--engine', 'all'])).toEqual(listEngineLines());
  expect(findAskedLines([...verify, '--engine', 'none'])).toEqual([]);
});

test('every root is locked, and every package that it lists is in its lock', () => {
  for (const root of listRoots()) {
    const packages = readEngineLock()[root]?.['amd64'] ?? {};
    const { packages: listed, debianRoot } = readRootList(root);
    const names = [...listed, ...debianRoot].filter((name) => !name.startsWith('?'));
    expect(Object.keys(packages)).toEqual(expect.arrayContaining(names));
    for (const { version, sha256, file } of Object.values(packages)) {
      expect(version).not.toBe('');
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(file).toMatch(/^pool\/\S+\.deb$/);
    }
  }
});
