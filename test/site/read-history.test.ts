import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const folder = await mkdtemp(join(tmpdir(), 'no-git-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  expect(readHistory(folder, 'src').size).toBe(0);
});
