import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { chapterFile } from '../../src/course.ts';
import { hashDifferences } from '../../src/transcript/hash-differences.ts';
import { hashTranscript } from '../../src/transcript/hash-transcript.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import type { FenceReport, Report } from '../../src/transcript/types.ts';
import { readDifferences } from '../../src/verify/read-differences.ts';
import { madeReport } from '../site/made-report.ts';
import { openBrowser } from './open-browser.ts';
import { root } from './copy-site.ts';
import { serveWithReport } from './serve-site.ts';

const file = chapterFile('image-management');
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

/** Fences of the chapter as a run reports them that found them all as they are now. */
async function verifiedFences(): Promise<Pick<FenceReport, 'id' | 'hash' | 'outcome'>[]> {
  const { transcripts } = parseChapter(file, await readFile(join(root, file), 'utf8'));
  return Promise.all(
    transcripts.map(async ({ meta, text, rawMeta }) => ({
      ...(meta.id ? { id: meta.id } : {}),
      hash: await hashTranscript(text, rawMeta),
      outcome: meta.skip ? ('skipped' as const) : ('verified' as const),
    })),
  );
}

/** The chapter on a site that is built with this report. */
async function openChapter(report: Report | undefined): Promise<Page> {
  const site = await serveWithReport(report);
  onTestFinished(() => site.stop());
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(`${site.url}image-management/`);
  return page;
}

async function badgesOf(report: Report | undefined) {
  const page = await openChapter(report);
  const fence = await page.locator('#pull-by-tag .badge summary').innerText();
  const chapter = await page.locator('.chapter-facts .badge summary').innerText();
  await page.goto(new URL('/', page.url()).href);
  const figures = await page.locator('.figures').innerText();
  return { fence, chapter, figures: figures.replace(/\s+/g, ' ') };
}

test('fence, chapter and first page say on which engine lines and when, where the report matches', async () => {
  const verified = '확인됨 · 28.5-containerd · 2026-11-21';
  const fences = await verifiedFences();
  const runs = ['28.5-containerd', '20.10-overlay2'].map((engineLine) =>
    madeReport(file, fences, { engineLine }),
  );
  const report: Report = { version: 1, chapters: runs.flatMap(({ chapters }) => chapters) };
  expect(await badgesOf(report)).toEqual({
    fence: verified,
    chapter: verified,
    figures: expect.stringMatching(
      /엔진에서 확인한 명령 \d+개 가운데 [1-9]\d*개 .*페이지 \d+개 가운데 1개 엔진 28\.5-containerd 20\.10-overlay2 .*2026-11-21/,
    ),
  });
});

test('a reader who chose a line is told what differs where a run has proven it, and else that none has', async () => {
  const line = '28.5-overlay2';
  const { text } = readDifferences(root, line, file);
  const differences = await hashDifferences(text);
  if (differences === undefined) throw new Error(`${line} is not known to differ in ${file}`);
  const report = madeReport(file, await verifiedFences(), { engineLine: line, differences });
  const page = await openChapter(report);
  const status = page.locator('.line-choice [role=status]');
  await page.getByLabel('내 엔진').selectOption(line);
  expect(await status.innerText()).toMatch(/^이 장에서 명령 \d+개가 다르게 나와요/);
  await page.getByLabel('내 엔진').selectOption('26.1-overlay2');
  expect(await status.innerText()).toMatch(/^이 엔진에서는 이 장을 아직 확인하지 못했어요/);
});

test('a fence whose hash in the report is another is 확인되지 않음, and the chapter counts the rest', async () => {
  const fences = await verifiedFences();
  const changed = fences.map((fence) =>
    fence.id === 'pull-by-tag' ? { ...fence, hash: '0'.repeat(64) } : fence,
  );
  const total = fences.filter(({ outcome }) => outcome === 'verified').length;
  expect(await badgesOf(madeReport(file, changed))).toEqual({
    fence: '확인되지 않음',
    chapter: `${total}개 가운데 ${total - 1}개 확인됨 · 28.5-containerd · 2026-11-21`,
    figures: expect.stringMatching(/페이지 \d+개 가운데 0개/),
  });
});

test('a run that failed is told as such, and counts for nothing', async () => {
  const fences = (await verifiedFences()).map((fence) => ({
    ...fence,
    outcome: 'failed' as const,
  }));
  expect(await badgesOf(madeReport(file, fences))).toEqual({
    fence: '확인되지 않음',
    chapter: '확인되지 않음',
    figures: expect.stringContaining('마지막 확인에서 통과한 명령이 없거나'),
  });
});

test('without a report all is 확인되지 않음', async () => {
  expect(await badgesOf(undefined)).toEqual({
    fence: '확인되지 않음',
    chapter: '확인되지 않음',
    figures: expect.stringContaining('확인 기록이 없었어요.'),
  });
});
