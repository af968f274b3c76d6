import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './open-browser.ts';
import { openPage, phone } from './open-page.ts';
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

const open = async (slug: string, options = {}): Promise<Page> =>
  (await openPage(browser, site, slug, options)).page;

/** What lies on the clipboard after a button was pressed that says so beside itself. */
async function copyBy(page: Page, fence: string, name: string): Promise<string> {
  const button = page.locator(`#${fence}`).getByRole('button', { name }).first();
  await button.click();
  await button.locator('xpath=..').locator('.feedback').waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

test('the copy button puts the command of a fence on the clipboard, without prompt and output', async () => {
  const page = await open('image-management');
  expect(await copyBy(page, 'pull-by-tag', '명령 복사')).toBe('docker pull localhost:5050/web:1.0');
});

test('a fence with several steps copies them all below, and each one beside it', async () => {
  const page = await open('image-management');
  const script = [
    "cat > hello.py <<'END'",
    '#!/usr/bin/env micropython',
    'import sys',
    'print("안녕하세요,", sys.implementation.name)',
    'END',
  ].join('\n');
  expect(await copyBy(page, 'write-script', '명령 2개 복사')).toBe(`${script}\nchmod +x hello.py`);
  expect(await copyBy(page, 'write-script', '이 명령만 복사')).toBe(script);
});

test('a destructive command among others has no button of its own', async () => {
  const page = await open('image-management');
  const fences = page.locator('.transcript:has(.step-destructive)');
  expect(await fences.count()).toBeGreaterThan(0);
  expect(await fences.locator('.step-destructive .step-copy').count()).toBe(0);
});

test('selecting a whole transcript by hand takes no prompt along', async () => {
  const page = await open('image-management');
  const selected = await page.locator('#pull-by-tag pre').evaluate((pre) => {
    getSelection()?.selectAllChildren(pre);
    return getSelection()?.toString();
  });
  expect(selected).toMatch(/^docker pull localhost:5050\/web:1\.0\n./);
});

test.each([
  ['a wide screen', {}],
  ['a phone', phone],
])('on %s every command can be read whole, and no button covers it', async (_, options) => {
  const page = await open('image-management', options);
  const faults = await page.locator('.transcript').evaluateAll((figures) =>
    figures.flatMap((figure) => {
      const screen = figure.querySelector('pre')?.getBoundingClientRect();
      const buttons = [...figure.querySelectorAll('.copy button')].map((button) =>
        button.getBoundingClientRect(),
      );
      return [...figure.querySelectorAll('.step-command .code')].flatMap((code) => {
        const range = document.createRange();
        range.selectNodeContents(code);
        return [...range.getClientRects()].flatMap((text) => [
          ...(screen && text.right > screen.right ? [`${figure.id} is cut`] : []),
          ...(buttons.some(
            (button) =>
              text.right > button.left &&
              text.left < button.right &&
              text.bottom > button.top + 8 &&
              text.top < button.bottom - 8,
          )
            ? [`${figure.id} is covered`]
            : []),
        ]);
      });
    }),
  );
  expect(faults).toEqual([]);
});

test('the details of a badge open by keyboard', async () => {
  const page = await open('image-management');
  const badge = page.locator('#pull-by-tag .badge');
  await badge.locator('summary').focus();
  await page.keyboard.press('Enter');
  await badge.locator('.badge-more').waitFor({ state: 'visible' });
});

test('the anchor of a fence shows when it has the focus, and leads to the fence', async () => {
  const page = await open('image-management');
  const anchor = page.locator('#pull-by-tag .anchor');
  const opacity = () => anchor.evaluate((link) => getComputedStyle(link).opacity);
  expect(await opacity()).toBe('0');
  await page.locator('#pull-by-tag .badge summary').focus();
  await page.keyboard.press('Tab');
  expect(await opacity()).toBe('1');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#pull-by-tag');
});

test('a fence that was not run looks different and says why', async () => {
  const page = await open('your-own-docker');
  const skipped = page.locator('.transcript.is-skipped').first();
  expect(await skipped.locator('.note-skip').innerText()).toMatch(/^돌리지 않았어요: ./);
  expect(await skipped.evaluate((figure) => getComputedStyle(figure).borderStyle)).toBe('dashed');
  expect(await skipped.locator('.badge').count()).toBe(0);
});

test.each([true, false])(
  'long output unfolds by keyboard, with scripts: %s',
  async (javaScriptEnabled) => {
    const page = await open('hello-docker', { javaScriptEnabled });
    const fence = page.locator('#two-halves');
    const lines = fence.locator('.ec-line:visible');
    const folded = await lines.count();
    await fence.locator('.fold summary').focus();
    await page.keyboard.press('Enter');
    expect(await lines.count()).toBeGreaterThan(folded);
  },
);
