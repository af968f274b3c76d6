import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readReport } from '../../src/site/read-report.ts';
import { madeReport } from './made-report.ts';

async function fileWith(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'report-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'verify.json'), content);
  return join(folder, 'verify.json');
}

test('reads a report', async () => {
  const report = madeReport('chapter.mdx', [{ hash: 'a' }]);
  expect(readReport(await fileWith(JSON.stringify(report)))).toEqual(report);
});

test('a report that was never written is no report', () => {
  expect(readReport('/nowhere/verify.json')).toBeUndefined();
});

test.each([
  ['half a file', '{"version": 1,', 'expected a report in JSON, but it does not parse.'],
  ['another version', '{"version": 2, "chapters": []}', 'expected a report of version 1'],
  ['no chapters', '{"version": 1}', 'expected a report of version 1 with chapters'],
  ['nothing', 'null', 'expected a report of version 1'],
])('refuses %s and says what to do', async (_, content, sentence) => {
  const path = await fileWith(content);
  expect(() => readReport(path)).toThrow(`${path}: ${sentence}`);
  expect(() => readReport(path)).toThrow('Write it anew with `npm run verify`, or delete it.');
});
