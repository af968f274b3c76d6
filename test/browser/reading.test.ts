import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { course } from '../../src/course.ts';
import { openBrowser } from './open-browser.ts';
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

async function openPage(slug: string, width = 1440): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  onTestFinished(() => context.close());
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  complaints.set(page, []);
  const complain = (what: string) => complaints.get(page)?.push(what);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complain(message.text());
  });
  page.on('pageerror', (error) => complain(error.message));
  page.on('requestfailed', (request) => complain(`${request.url()} failed`));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && `${origin}/` !== site.url) complain(`${request.url()} was asked`);
  });
  await page.goto(new URL(slug === 'index' ? '' : `${slug}/`, site.url).href);
  return page;
}

/** What the browser and its console had to say against a page. */
const complaints = new WeakMap<Page, string[]>();

test('the copy button puts the command of a fence on the clipboard, without prompt and output', async () => {
  const page = await openPage('image-management');
  await page.locator('#pull-by-tag').getByRole('button', { name: '명령 복사' }).click();
  await page.locator('#pull-by-tag .feedback').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe('docker pull localhost:5050/web:1.0');
});

test('selecting a whole transcript by hand takes no prompt along', async () => {
  const page = await openPage('image-management');
  const selected = await page.locator('#pull-by-tag pre').evaluate((pre) => {
    getSelection()?.selectAllChildren(pre);
    return getSelection()?.toString();
  });
  expect(selected).toMatch(/^docker pull localhost:5050\/web:1\.0\n./);
});

test.each([1440, 390])(
  'at %i pixels every command can be read whole, and no button covers it',
  async (width) => {
    const page = await openPage('image-management', width);
    const faults = await page.locator('.transcript').evaluateAll((figures) =>
      figures.flatMap((figure) => {
        const screen = figure.querySelector('pre')?.getBoundingClientRect();
        const button = figure.querySelector('.copy button')?.getBoundingClientRect();
        return [...figure.querySelectorAll('.step-command .code')].flatMap((code) => {
          const range = document.createRange();
          range.selectNodeContents(code);
          return [...range.getClientRects()].flatMap(({ left, right, top, bottom }) => [
            ...(screen && right > screen.right ? [`${figure.id} is cut`] : []),
            ...(button &&
            right > button.left &&
            left < button.right &&
            bottom > button.top &&
            top < button.bottom
              ? [`${figure.id} is covered`]
              : []),
          ]);
        });
      }),
    );
    expect(faults).toEqual([]);
  },
);

test('the details of a badge open by keyboard', async () => {
  const page = await openPage('image-management');
  const badge = page.locator('#pull-by-tag .badge');
  await badge.locator('summary').focus();
  await page.keyboard.press('Enter');
  await badge.locator('.badge-more').waitFor({ state: 'visible' });
});

test('the anchor of a fence leads to it', async () => {
  const page = await openPage('image-management');
  await page.locator('#pull-by-tag .anchor').click();
  expect(new URL(page.url()).hash).toBe('#pull-by-tag');
});

test.each(course.flatMap(({ chapters }) => chapters))(
  'the page %s logs nothing, asks no other host and does not scroll sideways',
  async (slug) => {
    for (const width of [1440, 390]) {
      const page = await openPage(slug, width);
      await page.waitForLoadState('networkidle');
      expect(complaints.get(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    }
  },
);
