import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, runScript } from '../run-script.ts';

const chapter = '```console\n$ docker volume create mine\nmine\n```\n';

/** What a verify run said: of which files that they are unchanged, and which tests it ran. */
async function verify(folder: string, ...args: string[]) {
  const { exitCode, text } = await runScript('verify', folder, args);
  const unchanged = [
    ...text.matchAll(/^(\S+): verified at (\S+) on 28\.5-containerd, unchanged\.$/gm),
  ];
  const ran = [...text.matchAll(/(\S+\.md) \(\d+ tests?/g)].map(([, file]) => file);
  return {
    exitCode,
    unchanged: unchanged.map(([, file]) => file),
    ran: [...new Set(ran)].sort(),
    dates: unchanged.map(([, , date]) => date),
  };
}

test('what is unchanged since it was green is not run again, and says when it was verified', async () => {
  const folder = await makeFolder({ 'a.md': chapter, 'b.md': chapter });
  const files = ['a.md', 'b.md'];
  expect(await verify(folder, ...files)).toMatchObject({ exitCode: 0, unchanged: [], ran: files });
  const report = await readFile(join(folder, 'reports/verify.json'), 'utf8');

  const again = await verify(folder, ...files);
  expect(again).toMatchObject({ exitCode: 0, unchanged: files, ran: [] });
  for (const date of again.dates) expect(report).toContain(`"date": "${date}"`);
  expect(await readFile(join(folder, 'reports/verify.json'), 'utf8')).toBe(report);

  await appendFile(join(folder, 'b.md'), '\nMore.\n');
  expect(await verify(folder, ...files)).toMatchObject({
    exitCode: 0,
    unchanged: ['a.md'],
    ran: ['b.md'],
  });
  expect(await verify(folder, '--no-cache', ...files)).toMatchObject({ unchanged: [], ran: files });
});

test('a chapter that failed is run again, also when it is once more what it was before', async () => {
  const folder = await makeFolder({ 'a.md': chapter });
  await verify(folder, 'a.md');
  await writeFile(join(folder, 'a.md'), chapter.replace('\nmine', '\nyours'));
  const failed = { exitCode: 1, unchanged: [], ran: ['a.md'] };
  expect([await verify(folder, 'a.md'), await verify(folder, 'a.md')]).toMatchObject([
    failed,
    failed,
  ]);
  await writeFile(join(folder, 'a.md'), chapter);
  expect(await verify(folder, 'a.md')).toMatchObject({ exitCode: 0, unchanged: [], ran: ['a.md'] });
});

test('up to a fence, its steps and those before it are run and the rest is not; the report stays', async () => {
  const folder = await makeFolder({
    'a.md':
      '```console\n$ X=1\n```\n```console id="two"\n$ echo $X\n1\n```\n```console\n$ sleep 600\n```\n',
  });
  const { exitCode, text } = await runScript('verify', folder, ['--until', 'two', 'a.md']);
  expect([exitCode, text]).toEqual([0, expect.stringContaining('2 passed')]);
  await expect(readFile(join(folder, 'reports/verify.json'))).rejects.toThrow('ENOENT');
});
