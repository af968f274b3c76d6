import { expect, test } from 'vitest';
import { chapterFile } from '../../src/course.ts';
import { hashDifferences } from '../../src/transcript/hash-differences.ts';
import { readDifferences } from '../../src/verify/read-differences.ts';
import { madeReport } from '../site/made-report.ts';
import { root } from './copy-site.ts';
import { findFaults } from './find-faults.ts';
import { serveWithReport } from './serve-site.ts';
import { phone, useSite } from './use-site.ts';
import { verifiedFences } from './verified-fences.ts';

/** The only line on which a run has proven the chapter. */
const LINE = '28.5-overlay2';
const file = chapterFile('image-management');
const WHY = '[popovertarget=why-image-management-285-overlay2]';

const site = useSite(async () => {
  const differences = await hashDifferences(readDifferences(root, LINE, file).text);
  if (differences === undefined) throw new Error(`${LINE} is not known to differ in ${file}`);
  const fences = await verifiedFences(file);
  return serveWithReport(madeReport(file, fences, { engineLine: LINE, differences }));
});

test('a reader who chose a line is told what differs where a run has proven it, and else that none has', async () => {
  const { page } = await site.open('image-management');
  const status = page.locator('.line-choice [role=status]');
  await page.getByLabel('내 엔진').selectOption(LINE);
  expect(await status.innerText()).toMatch(/^이 장에서 명령 \d+개가 다르게 나와요/);
  await page.getByLabel('내 엔진').selectOption('26.1-overlay2');
  expect(await status.innerText()).toMatch(/^이 엔진에서는 이 장을 아직 확인하지 못했어요/);
});

test('without scripts too, the page on versions tells why a chapter differs on a line, and where', async () => {
  const { page } = await site.open('versions', { javaScriptEnabled: false });
  const row = page.locator('.versions tr', { hasText: '이미지 관리' });
  expect(await row.locator('td').nth(2).innerText()).toBe('확인 안 됨');
  const cell = row.locator('td').nth(1);
  expect(await cell.innerText()).toMatch(/^\d+곳 달라요\s+\d+곳 안 돼요$/);
  await cell.locator(WHY).first().click();
  const why = page.getByRole('dialog', { name: '이미지 관리, Engine 28.5 · overlay2' });
  expect(await why.innerText()).toContain('overlay2 이미지 저장소는');
  const link = why.getByRole('link').last();
  expect(await link.getAttribute('href')).toMatch(/^\/image-management\/#[a-z0-9-]+$/);
  await why.getByRole('button', { name: '닫기' }).click();
  expect(await why.isVisible()).toBe(false);
});

test('what differs in a chapter on a line links to where it is', async () => {
  const { page, complaints } = await site.open('versions');
  await page.locator(WHY).first().click();
  // Leaving a page breaks off what it still loads.
  expect(complaints).toEqual([]);
  await page.getByRole('dialog').getByRole('link').first().click();
  await page.waitForURL(/#./);
  const id = new URL(page.url()).hash.slice(1);
  await page.locator(`[id="${id}"].transcript`).waitFor();
});

test.each([
  ['wide and light', { colorScheme: 'light' as const }],
  ['on a phone and dark', { ...phone, colorScheme: 'dark' as const }],
])('axe finds nothing in what differs, opened, %s', async (_, options) => {
  const { page } = await site.open('versions', options);
  await page.locator(WHY).first().click();
  expect(await findFaults(page)).toEqual([]);
});
