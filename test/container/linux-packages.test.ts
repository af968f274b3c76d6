import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { containerImage } from '../../src/container/container-image.ts';
import { groupByRoot } from '../../src/container/group-by-root.ts';
import {
  findLinuxPackages,
  readNpmLock,
  type NpmLock,
} from '../../src/container/linux-packages.ts';

const project = new URL('../../', import.meta.url).pathname.replace(/\/$/, '');

const IMPORT = /^(?:import\b.*|\}) from '([^.'][^']*)';$|import\('([^.'][^']*)'\)/gm;

test('all that the checks import is among the packages of the image', () => {
  const packages = findLinuxPackages(readNpmLock(project), 'x64');
  const files = globSync(
    ['src/{sandbox,transcript,verify}/**/*.{ts,mjs}', 'scripts/{verify,record}.ts'],
    {
      cwd: project,
    },
  );
  const imported = files.flatMap((file) =>
    [...readFileSync(`${project}/${file}`, 'utf8').matchAll(IMPORT)].flatMap(([, one, two]) => {
      const name = one ?? two ?? '';
      return name.startsWith('node:') ? [] : [name];
    }),
  );
  expect(imported.length).toBeGreaterThan(5);
  for (const name of new Set(imported)) {
    const [scope = '', rest] = name.split('/');
    const folder = scope.startsWith('@') ? `${scope}/${rest}` : scope;
    expect(packages).toContain(`node_modules/${folder}`);
  }
});

test('packages for another system, processor or C library are left out', () => {
  const lock: NpmLock = {
    'node_modules/vite': { optionalDependencies: { a: '1', b: '1', c: '1', d: '1' } },
    'node_modules/a': { os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
    'node_modules/b': { os: ['linux'], cpu: ['x64'], libc: ['musl'] },
    'node_modules/c': { os: ['darwin'] },
    'node_modules/d': { cpu: ['arm64'], peerDependencies: { e: '1' } },
    'node_modules/e': {},
  };
  expect(findLinuxPackages(lock, 'x64')).toEqual(['node_modules/a', 'node_modules/vite']);
  expect(findLinuxPackages(lock, 'arm64')).toEqual([
    'node_modules/d',
    'node_modules/e',
    'node_modules/vite',
  ]);
});

test('the nearest of several versions of a package is taken', () => {
  const lock: NpmLock = {
    'node_modules/vite': { dependencies: { a: '1' } },
    'node_modules/vite/node_modules/a': { dependencies: { b: '1' } },
    'node_modules/a': {},
    'node_modules/b': {},
  };
  expect(findLinuxPackages(lock, 'x64')).toEqual([
    'node_modules/b',
    'node_modules/vite',
    'node_modules/vite/node_modules/a',
  ]);
});

test('lines that share a root share an image, named after the root', () => {
  const image = containerImage(project, '28.5-containerd');
  expect(image).toMatch(/^dollyeo-docker:28\.5-[0-9a-f]{12}$/);
  expect(containerImage(project, '28.5-overlay2')).toBe(image);
});

test('a command for several roots becomes one for each', () => {
  const command = ['scripts/verify.ts', '--engine', 'all', 'a.mdx'];
  expect(groupByRoot(['28.5-containerd'], ['scripts/verify.ts', 'a.mdx'])).toEqual([
    { line: '28.5-containerd', command: ['scripts/verify.ts', 'a.mdx'] },
  ]);
  expect(groupByRoot(['28.5-containerd', '26.1-overlay2', '28.5-overlay2'], command)).toEqual([
    {
      line: '28.5-containerd',
      command: [
        'scripts/verify.ts',
        'a.mdx',
        '--engine',
        '28.5-containerd',
        '--engine',
        '28.5-overlay2',
      ],
    },
    { line: '26.1-overlay2', command: ['scripts/verify.ts', 'a.mdx', '--engine', '26.1-overlay2'] },
  ]);
});
