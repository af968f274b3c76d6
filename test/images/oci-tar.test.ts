import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeTar, type TarEntry } from '../../src/sandbox/oci-tar.ts';
import { readTar } from './read-tar.ts';

const name = fc.stringMatching(/^[a-z가-힣][a-zA-Z0-9._-]{0,20}$/);
const entry: fc.Arbitrary<TarEntry> = fc.oneof(
  fc.record({
    path: name,
    mode: fc.constantFrom(0o644, 0o755, 0o4755),
    type: fc.constant('file' as const),
    content: fc.uint8Array({ maxLength: 1100 }).map((bytes) => Buffer.from(bytes)),
  }),
  fc.record({
    path: name,
    mode: fc.constant(0o777),
    type: fc.constant('link' as const),
    linkTo: name,
  }),
  fc.record({
    path: name.map((folder) => `${folder}/`),
    mode: fc.constantFrom(0o755, 0o1777),
    type: fc.constant('folder' as const),
  }),
);
const entries = fc.uniqueArray(entry, { selector: ({ path }) => path.replace('/', '') });
const time = fc.integer({ min: 0, max: 2 ** 32 });

test('what is written is what is read: paths, modes, links, contents, time, root as owner', () => {
  fc.assert(
    fc.property(entries, time, (written, seconds) => {
      const read = new Map(readTar(writeTar(written, seconds)).map((found) => [found.path, found]));
      expect(read.size).toBe(written.length);
      for (const one of written) {
        expect(read.get(one.path)).toEqual({
          path: one.path,
          mode: one.mode,
          owner: '0:0 root:root',
          time: seconds,
          type: { file: '0', link: '2', folder: '5' }[one.type],
          linkTo: one.type === 'link' ? one.linkTo : '',
          content: one.type === 'file' ? one.content : Buffer.alloc(0),
        });
      }
    }),
  );
});

test('the order in which entries are given does not matter', () => {
  fc.assert(
    fc.property(entries, time, (written, seconds) => {
      expect(writeTar(written.toReversed(), seconds)).toEqual(writeTar(written, seconds));
    }),
  );
});

test('the tar of the system lists what was written', () => {
  const tar = writeTar(
    [
      { path: 'tmp/', mode: 0o1777, type: 'folder' },
      { path: 'bin/sh', mode: 0o777, type: 'link', linkTo: 'busybox' },
      { path: 'bin/busybox', mode: 0o755, type: 'file', content: Buffer.alloc(513, 'x') },
      { path: 'bin/', mode: 0o755, type: 'folder' },
    ],
    0,
  );
  const listed = spawnSync('tar', ['-tvf', '-'], {
    input: tar,
    env: { ...process.env, TZ: 'UTC' },
  });
  expect(listed.stderr.toString()).toBe('');
  const lines = listed.stdout.toString().trim().split('\n');
  expect(lines.map((line) => line.replace(/^(\S+) .* (?=bin|tmp)(?!bin\/sh$)/, '$1 '))).toEqual([
    'drwxr-xr-x bin/',
    '-rwxr-xr-x bin/busybox',
    expect.stringMatching(/^lrwxrwxrwx .*bin\/sh -> busybox$/),
    'drwxrwxrwt tmp/',
  ]);
});

test('a path longer than its field is cut at a slash and is read back whole', () => {
  const path = `${'long/'.repeat(20)}${'n'.repeat(100)}`;
  const tar = writeTar([{ path, mode: 0o644, type: 'file', content: Buffer.from('hi') }], 0);
  expect(readTar(tar).map((entry) => entry.path)).toEqual([path]);
  const listed = spawnSync('tar', ['-tf', '-'], { input: tar });
  expect(listed.stdout.toString()).toBe(`${path}\n`);
});

test('a path that does not fit is refused', () => {
  const path = `long/${'n'.repeat(101)}`;
  expect(() =>
    writeTar([{ path, mode: 0o644, type: 'file', content: Buffer.alloc(0) }], 0),
  ).toThrow(
    'expected at most 100 bytes for this field of a tar but found 106. Use a shorter path.',
  );
});
