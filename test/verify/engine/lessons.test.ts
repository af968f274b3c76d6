import { cp, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorLines, makeFolder, runScript } from '../run-script.ts';

const lessonsFolder = join(import.meta.dirname, 'lessons');
const firstChapter = join(import.meta.dirname, '../../../src/content/docs/image-management.mdx');

/** All that a terminal does, as chapters whose output was recorded on an engine. */
async function copyLessons(times: number): Promise<{ folder: string; names: string[] }> {
  const folder = await makeFolder({});
  const lessons = await readdir(lessonsFolder);
  const names: string[] = [];
  for (let copy = 1; copy <= times; copy++) {
    await cp(lessonsFolder, join(folder, String(copy)), { recursive: true });
    names.push(...lessons.map((lesson) => `${copy}/${lesson}`));
  }
  return { folder, names };
}

test('terminals, jobs, several hosts, shown files and facts of the machine verify, five times, side by side', async () => {
  const { folder, names } = await copyLessons(5);
  const run = await runScript('verify', folder, names);
  expect([errorLines(run), run.exitCode]).toEqual([[], 0]);
});

test('recording what has not drifted changes no byte and writes no file', async () => {
  const { folder, names } = await copyLessons(1);
  await cp(firstChapter, join(folder, 'first.mdx'));
  names.push('first.mdx');
  const read = () =>
    Promise.all(
      names.map(async (name) => {
        const { ino, mtimeMs } = await stat(join(folder, name));
        return { name, ino, mtimeMs, text: await readFile(join(folder, name), 'utf8') };
      }),
    );
  const before = await read();
  const run = await runScript('record', folder, names);
  expect([errorLines(run), run.exitCode]).toEqual([[], 0]);
  expect(await read()).toEqual(before);
});

test('of two recordings of one chapter at once, one is written and the other says that it left the file alone', async () => {
  const folder = await makeFolder({
    'a.md': '```console\n$ docker volume create\nwrong\n$ echo one\neins\n```\n',
  });
  const runs = await Promise.all([1, 2].map(() => runScript('record', folder, ['a.md'])));
  const refused = runs.filter(({ text }) => text.includes('found it changed'));
  const written = runs.filter(({ text }) => text.includes('a.md:1:1: recorded.'));
  expect([written.length, refused.length]).toEqual([1, 1]);
  expect(runs.map(({ exitCode }) => exitCode).sort()).toEqual([0, 1]);
  expect(await readFile(join(folder, 'a.md'), 'utf8')).toMatch(
    /^```console\n\$ docker volume create\n[0-9a-f]{64}\n\$ echo one\none\n```\n$/,
  );
});
