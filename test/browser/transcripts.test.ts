import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { root } from './copy-site.ts';
import { serveWithReport } from './serve-site.ts';
import { phone, useSite } from './use-site.ts';

const made = readFileSync(join(root, 'test/browser/pages/made.mdx'), 'utf8');
const site = useSite();
const madeSite = useSite(() => serveWithReport(undefined, new Map([['made.mdx', made]])));

const openMade = async (options = {}): Promise<Page> => (await madeSite.open('made', options)).page;

const open = async (slug: string, options = {}): Promise<Page> =>
  (await site.open(slug, options)).page;

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

test('a fence with several steps copies them all below, and each one beside it, here-documents whole', async () => {
  const page = await openMade();
  const note = "cat > note <<'END'\n하나\n\n둘 > 셋\nEND";
  expect(await copyBy(page, 'several', '명령 3개 복사')).toBe(
    `${note}\ndocker ps --quiet\ncat note`,
  );
  expect(await copyBy(page, 'several', '이 명령만 복사')).toBe(note);
});

test('a destructive command is left out, warned of, and has no button of its own', async () => {
  const page = await openMade();
  expect(await copyBy(page, 'destructive', '명령 2개 복사')).toBe(
    'docker ps --quiet\ndocker images --quiet',
  );
  const fence = page.locator('#destructive');
  expect(await fence.locator('.note-danger').innerText()).toContain('복사할 때는 빠져요.');
  expect(await fence.locator('.step-copy').count()).toBe(2);
  expect(await fence.locator('.step-destructive .step-copy').count()).toBe(0);
  expect(await page.locator('#only-destructive button').count()).toBe(0);
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
  await page.waitForURL(/#pull-by-tag$/);
});

test('a fence that was not run looks different and says why', async () => {
  const skipped = (await openMade()).locator('#skipped');
  expect(await skipped.locator('.note-skip').innerText()).toBe('돌리지 않았어요: 컴퓨터가 꺼져요');
  expect(await skipped.evaluate((figure) => getComputedStyle(figure).borderStyle)).toBe('dashed');
  expect(await skipped.locator('.badge').count()).toBe(0);
});

test.each([true, false])(
  'long output unfolds by keyboard, with scripts: %s',
  async (javaScriptEnabled) => {
    const page = await openMade({ javaScriptEnabled });
    const lines = page.locator('#long .step-output:visible');
    expect(await lines.count()).toBe(10);
    await page.locator('#long .fold summary').focus();
    await page.keyboard.press('Enter');
    expect(await lines.allInnerTexts()).toEqual(Array.from({ length: 20 }, (_, at) => `${at + 1}`));
  },
);
