import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { chapterFile } from '../../src/course.ts';
import { hashTranscript } from '../../src/transcript/hash-transcript.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import type { FenceReport, Report } from '../../src/transcript/types.ts';
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

async function badgesOf(report: Report | undefined) {
  const site = await serveWithReport(report);
  onTestFinished(() => site.stop());
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(`${site.url}image-management/`);
  return {
    fence: await page.locator('#pull-by-tag .badge summary').innerText(),
    chapter: await page.locator('.chapter-facts .badge summary').innerText(),
  };
}

test('fence and chapter say on which engine line and when, where the report matches', async () => {
  const verified = '확인됨 · 28.5-containerd · 2026-11-21';
  const report = madeReport(file, await verifiedFences());
  expect(await badgesOf(report)).toEqual({ fence: verified, chapter: verified });
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
  });
});

test('without a report all is 확인되지 않음', async () => {
  expect(await badgesOf(undefined)).toEqual({ fence: '확인되지 않음', chapter: '확인되지 않음' });
});
