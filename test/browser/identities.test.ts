import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './open-browser.ts';
import { openPage } from './open-page.ts';
import { serveDist, type Site } from './serve-site.ts';

let browser: Browser;
let site: Site;

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serveDist()]);
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const openChapter = async (): Promise<Page> =>
  (await openPage(browser, site, 'image-management')).page;

/** Names that are lit, each in the fence where it stands. */
const litNames = (page: Page): Promise<string[]> =>
  page
    .locator('.is-lit')
    .evaluateAll((names) =>
      names.map((name) => `${name.closest('.transcript')?.id} ${name.textContent}`),
    );

test('the pointer on a digest lights up it and its cuts in other fences, and nothing else', async () => {
  const page = await openChapter();
  const digest = page.locator('#pull-by-digest [data-same]').first();
  const text = await digest.innerText();
  await digest.hover();
  const lit = await litNames(page);
  expect(lit.length).toBeGreaterThan(2);
  expect(new Set(lit.map((name) => name.split(' ')[0])).size).toBeGreaterThan(1);
  for (const name of lit) expect(text.startsWith(name.split(' ')[1] ?? '')).toBe(true);
  await page.locator('h1').hover();
  expect(await litNames(page)).toEqual([]);
});

test('by keyboard a transcript is one stop, arrows go on, Enter keeps the light, Escape puts it out', async () => {
  const page = await openChapter();
  const names = page.locator('#pull-by-digest [data-same]');
  expect(await page.locator('#pull-by-digest [data-same][tabindex="0"]').count()).toBe(1);
  await names.first().focus();
  await page.keyboard.press('ArrowRight');
  expect(await names.nth(1).evaluate((name) => name === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.locator('h1').hover();
  expect((await litNames(page)).length).toBeGreaterThan(2);
  expect(await names.nth(1).getAttribute('aria-pressed')).toBe('true');
  await page.keyboard.press('Escape');
  expect(await litNames(page)).toEqual([]);
});

test('the bar leads to the next place where the same thing is named', async () => {
  const page = await openChapter();
  await page.locator('#pull-by-digest [data-same]').first().click();
  const bar = page.getByRole('group', { name: '같은 값 찾기' });
  const [total = '', at = ''] = (await bar.getByRole('status').innerText()).match(/\d+/g) ?? [];
  await bar.getByRole('button', { name: '다음 곳' }).click();
  const next = Number(at) === Number(total) ? 1 : Number(at) + 1;
  expect(await bar.getByRole('status').innerText()).toBe(`이 장의 ${total}곳 가운데 ${next}번째`);
  await bar.getByRole('button', { name: '닫기' }).click();
  expect(await bar.count()).toBe(0);
});
