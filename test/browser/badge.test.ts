import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { chapterFile } from '../../src/course.ts';
import type { Report } from '../../src/transcript/types.ts';
import { madeReport } from '../site/made-report.ts';
import { openBrowser } from './open-browser.ts';
import { serveWithReport } from './serve-site.ts';
import { verifiedFences } from './verified-fences.ts';

const file = chapterFile('image-management');
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

async function badgesOf(report: Report | undefined) {
  const site = await serveWithReport(report);
  onTestFinished(() => site.stop());
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(`${site.url}image-management/`);
  const fence = await page.locator('#pull-by-tag .badge summary').innerText();
  const chapter = await page.locator('.chapter-facts .badge summary').innerText();
  await page.goto(site.url);
  const figures = await page.locator('.figures').innerText();
  return { fence, chapter, figures: figures.replace(/\s+/g, ' ') };
}

test('fence, chapter and first page say on which engine lines and when, where the report matches', async () => {
  const verified = '확인됨 · 28.5-containerd · 2026-11-21';
  const fences = await verifiedFences(file);
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

test('a fence whose hash in the report is another is 확인되지 않음, and the chapter counts the rest', async () => {
  const fences = await verifiedFences(file);
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
  const fences = (await verifiedFences(file)).map((fence) => ({
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
