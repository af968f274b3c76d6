import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ChapterReport } from '../../src/transcript/types.ts';
import { readKeys } from '../../src/verify/chapter-key.ts';
import type { ChosenChapter } from '../../src/verify/choose-chapters.ts';
import { findUnchanged } from '../../src/verify/find-unchanged.ts';
import { writeReport } from '../../src/verify/write-report.ts';
import { makeFolder } from './run-script.ts';

const engineLine = '28.5-containerd';
const keyOf = readKeys('/nowhere', engineLine);
const texts = { 'green.md': 'green\n', 'drifted.md': 'drifted\n', 'never-run.md': 'never run\n' };

/** A folder in which `green.md` and `drifted.md` were run. */
async function makeRun(): Promise<{ root: string; ask: typeof ask }> {
  const root = await makeFolder(texts);
  const entry = (file: string): ChapterReport => ({
    file,
    date: '2026-11-21T21:41:05.751Z',
    commit: '',
    dirty: false,
    engineLine,
    engine: {
      server: '28.5.2',
      client: '28.5.2',
      imageStore: 'containerd',
      platform: 'linux/amd64',
    },
    durationMs: 1,
    fences: [],
  });
  const results = (['green.md', 'drifted.md'] as const).map(
    (file) => [join(root, file), { text: texts[file], report: entry(file) }] as const,
  );
  const green = new Set([join(root, 'green.md')]);
  await writeReport(root, { results: new Map(results), green }, keyOf);
  const ask = async (
    more: Partial<ChosenChapter> & { engineLine?: string; key?: typeof keyOf } = {},
  ) => {
    const chosen = Object.keys(texts).map((name) => ({
      path: join(root, name),
      lines: more.lines,
    }));
    const options = { root, engineLine: more.engineLine ?? engineLine, keyOf: more.key ?? keyOf };
    const found = await findUnchanged(chosen as ChosenChapter[], options);
    return [...found.values()].map(({ file, date }) => `${file} ${date}`);
  };
  return { root, ask };
}

test('only a chapter that was green and is what it was is unchanged', async () => {
  const { root, ask } = await makeRun();
  expect(await ask()).toEqual(['green.md 2026-11-21T21:41:05.751Z']);
  await writeFile(join(root, 'green.md'), 'green!\n');
  expect(await ask()).toEqual([]);
});

test('another engine line, or other images or another verifier, that is another key, knows nothing of it', async () => {
  const { ask } = await makeRun();
  expect(await ask({ engineLine: '26.1-overlay2' })).toEqual([]);
  expect(await ask({ key: (text, file) => `${keyOf(text, file)}0` })).toEqual([]);
});

test('a chapter of which only some steps were chosen is always run', async () => {
  const { ask } = await makeRun();
  expect(await ask({ lines: [1] })).toEqual([]);
});

test('after a report that was cut short, everything is run', async () => {
  const { root, ask } = await makeRun();
  const report = join(root, 'reports/verify.json');
  const text = await readFile(report, 'utf8');
  await writeFile(report, text.slice(0, text.length / 2));
  expect(await ask()).toEqual([]);
});
