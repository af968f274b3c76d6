import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { parseHistory, readHistory } from '../../src/site/read-history.ts';

test('each file has the commits that changed it, newest first', () => {
  const log =
    '\0bbb\t2026-11-21T22:00:00+00:00\tMend two\tpages\n\nsrc/a.mdx\nsrc/b.mdx\n' +
    '\0aaa\t2026-11-20T22:00:00+00:00\tWrite one\n\nsrc/a.mdx\n';
  const mend = { commit: 'bbb', date: '2026-11-21T22:00:00+00:00', subject: 'Mend two\tpages' };
  const write = { commit: 'aaa', date: '2026-11-20T22:00:00+00:00', subject: 'Write one' };
  expect([...parseHistory(log)]).toEqual([
    ['src/a.mdx', [mend, write]],
    ['src/b.mdx', [mend]],
  ]);
});

test('outside of git there is no history', async () => {
  expect(readHistory(await makeFolder(), 'src').size).toBe(0);
});

test('a clone has the history that it was given, and a shallow one none', async () => {
  const folder = await makeFolder();
  await makeRepository(join(folder, 'whole'));
  const clone = execa({ cwd: folder });
  await clone`git clone --quiet --depth 1 file://${folder}/whole shallow`;
  const subjects = readHistory(join(folder, 'whole'), 'src').get('src/a.mdx');
  expect(subjects?.map(({ subject }) => subject)).toEqual(['Mend it', 'Write it']);
  expect(readHistory(join(folder, 'shallow'), 'src').size).toBe(0);
});

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'history-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** A repository with a page that was written and mended. */
async function makeRepository(root: string): Promise<void> {
  await mkdir(join(root, 'src'), { recursive: true });
  const git = execa({ cwd: root });
  await git`git init --quiet`;
  for (const subject of ['Write it', 'Mend it']) {
    await writeFile(join(root, 'src/a.mdx'), subject);
    await git`git add .`;
    const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
    await git`git ${author} commit --quiet --message ${subject}`;
  }
}
