import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { printPatch } from '../../src/verify/print-patch.ts';
import { makeFolder } from './run-script.ts';

const changes = [
  { file: 'a.md', before: 'one\ntwo\n', after: 'one\nzwei\n' },
  { file: '한 글/[1] "x".mdx', before: 'one\r\ntwo', after: 'eins\r\ntwo' },
  { file: 'src/b/c.md', before: '', after: 'new  \n\ttab\n' },
  { file: 'src/new.md', before: undefined, after: 'one\n' },
  { file: 'src/old.md', before: 'one\n', after: undefined },
];

test('git apply makes of each file what it is to be, byte for byte, wherever it stands', async () => {
  const folder = await makeFolder(
    Object.fromEntries(
      changes.flatMap(({ file, before }) => (before === undefined ? [] : [[file, before]])),
    ),
  );
  await execa({ cwd: folder })`git init --quiet`;
  await execa({ cwd: folder, input: await printPatch(changes) })`git apply -`;
  for (const { file, after } of changes) {
    expect(await readFile(join(folder, file), 'utf8').catch(() => undefined)).toBe(after);
  }
});

test('without changes the patch is empty', async () => {
  expect(await printPatch([])).toBe('');
});
