import {
  chmod,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAtomically } from '../../src/verify/write-atomically.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'write-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a new file holds the text and leaves nothing beside it', async () => {
  await writeAtomically(join(folder, 'new.txt'), 'text');
  expect(await readFile(join(folder, 'new.txt'), 'utf8')).toBe('text');
  expect(await readdir(folder)).toEqual(['new.txt']);
});

test('the mode of a file stays', async () => {
  const file = join(folder, 'file');
  await writeFile(file, 'before');
  await chmod(file, 0o640);
  await writeAtomically(file, 'after');
  expect((await stat(file)).mode & 0o7777).toBe(0o640);
});

test('a link stays a link, and the file it leads to is written', async () => {
  await writeFile(join(folder, 'file'), 'before');
  await symlink('file', join(folder, 'link'));
  await writeAtomically(join(folder, 'link'), 'after');
  expect((await lstat(join(folder, 'link'))).isSymbolicLink()).toBe(true);
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('after');
});

test('where there is no room, the file is what it was, nothing is left beside it, and the message says so', async () => {
  const file = join(folder, 'file');
  await writeFile(file, 'before');
  const module = join(import.meta.dirname, '../../src/verify/write-atomically.ts');
  const script = `
    const { writeAtomically } = await import(${JSON.stringify(module)});
    await writeAtomically(${JSON.stringify(file)}, 'x'.repeat(5000)).catch((e) => console.log(e.message));`;
  // A limit on the size of files fails the write halfway, as a full disk does.
  const { stdout } = await execa('bash', [
    '-c',
    'ulimit -f 2; exec "$0" --input-type=module -e "$1"',
    process.execPath,
    script,
  ]);
  expect(stdout.replace(folder, '')).toMatchInlineSnapshot(
    `"/file: expected to write it but found: EFBIG: file too large, write. Nothing was changed. Make room or correct the folder's permissions, then run this again."`,
  );
  expect(await readFile(file, 'utf8')).toBe('before');
  expect(await readdir(folder)).toEqual(['file']);
});
