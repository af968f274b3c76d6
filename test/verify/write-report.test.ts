import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChapterReport } from '../../src/transcript/types.ts';
import { mergeReport, writeReport } from '../../src/verify/write-report.ts';

const entry = (file: string, date: string): ChapterReport => ({
  file,
  date,
  commit: 'c0ffee',
  dirty: false,
  engineLine: '28.5-containerd',
  engine: { server: '28.5.2', client: '28.5.2', imageStore: 'containerd', platform: 'linux/amd64' },
  durationMs: 1200,
  fences: [],
});

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'report-'));
});
afterEach(() => rm(root, { recursive: true }));

test('a run replaces the chapters that it ran, adds new ones and leaves the others', () => {
  const earlier = { version: 1 as const, chapters: [entry('a.mdx', 'old'), entry('b.mdx', 'old')] };
  const merged = mergeReport(earlier, [entry('c.mdx', 'new'), entry('a.mdx', 'new')], () => true);
  expect(merged.chapters.map(({ file, date }) => `${file} ${date}`)).toEqual([
    'a.mdx new',
    'b.mdx old',
    'c.mdx new',
  ]);
});

test('a chapter has an entry of its own on each engine line', () => {
  const onOther = { ...entry('a.mdx', 'new'), engineLine: '26.1-overlay2' };
  const earlier = { version: 1 as const, chapters: [entry('a.mdx', 'old'), entry('b.mdx', 'old')] };
  const merged = mergeReport(earlier, [onOther], () => true);
  expect(merged.chapters.map((each) => `${each.file} ${each.engineLine} ${each.date}`)).toEqual([
    'a.mdx 26.1-overlay2 new',
    'a.mdx 28.5-containerd old',
    'b.mdx 28.5-containerd old',
  ]);
});

test('chapters that are gone, or outside the project, are not in the report', () => {
  const earlier = {
    version: 1 as const,
    chapters: [entry('gone.mdx', 'old'), entry('b.mdx', 'old')],
  };
  const merged = mergeReport(earlier, [entry('/tmp/a.md', 'new')], (file) => file !== 'gone.mdx');
  expect(merged.chapters.map(({ file }) => file)).toEqual(['b.mdx']);
});

const run = (file: string) => {
  return {
    green: new Set<string>(),
    results: new Map([[file, { text: '', report: entry(file, 'new') }]]),
  };
};

async function readChapters(): Promise<ChapterReport[]> {
  const text = await readFile(join(root, 'reports/verify.json'), 'utf8');
  return (JSON.parse(text) as { chapters: ChapterReport[] }).chapters;
}

test('a report that nobody can read is made anew', async () => {
  await mkdir(join(root, 'reports'));
  await writeFile(join(root, 'reports/verify.json'), '{"version": 1, "chap');
  await writeFile(join(root, 'a.mdx'), '');
  await writeReport(root, run('a.mdx'), () => '');
  expect(await readChapters()).toHaveLength(1);
});

test('the commit is named, and whether the work tree differs from it', async () => {
  const git = execa({ cwd: root });
  await writeFile(join(root, 'a.mdx'), '');
  await writeFile(join(root, '.gitignore'), 'reports/\n');
  await writeReport(root, run('a.mdx'), () => '');
  expect(await readChapters()).toMatchObject([{ commit: '', dirty: false }]);

  await git`git init --quiet`;
  await git`git add .`;
  await git`git -c user.name=a -c user.email=a@example.org commit --quiet -m one`;
  const { stdout: commit } = await git`git rev-parse HEAD`;
  await writeReport(root, run('a.mdx'), () => '');
  expect(await readChapters()).toMatchObject([{ commit, dirty: false }]);

  await writeFile(join(root, 'a.mdx'), 'changed');
  await writeReport(root, run('a.mdx'), () => '');
  expect(await readChapters()).toMatchObject([{ commit, dirty: true }]);

  // Only root can give a file away.
  if (process.getuid?.() !== 0) return;
  await execa`chown -R 12345 ${root}`;
  await writeReport(root, run('a.mdx'), () => '');
  expect(await readChapters()).toMatchObject([{ commit, dirty: true }]);
});
