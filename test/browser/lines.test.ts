import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findPublishedLine, listEngineLines } from '../../src/sandbox/engine-line.mjs';
import { nameLine } from '../../src/site/line-differences.ts';
import { useSite } from './use-site.ts';

const site = useSite();

const LINE = '28.5-overlay2';

/** What a fence's screen shows now, line by line. */
const screenOf = (page: Page, fence: string): Promise<string[]> =>
  page.locator(`#${fence} pre`).evaluate((screen) => (screen as HTMLElement).innerText.split('\n'));

test('a reader chooses an engine line once, and steps that differ there show its output and why', async () => {
  const { page, complaints } = await site.open('image-management');
  const published = await screenOf(page, 'list-digests');
  const choice = page.getByLabel('내 엔진');
  await choice.selectOption(LINE);
  const screen = await screenOf(page, 'list-digests');
  expect(screen.join('\n')).toContain('overlay2 이미지 저장소는');
  expect(screen.join('\n')).toMatch(/localhost:5050\/web .* 2\.11MB/);
  expect(screen.join('\n')).not.toContain('4.42MB');
  await expect.poll(() => page.getByRole('status').first().innerText()).toMatch(/명령 \d+개[가는]/);

  await page.goto(new URL('tags-and-layers/', site.url).href);
  expect(await choice.inputValue()).toBe(LINE);
  await page.goto(new URL('image-management/', site.url).href);
  await choice.selectOption('');
  expect(await screenOf(page, 'list-digests')).toEqual(published);
  expect(complaints).toEqual([]);
});

test('on a chosen line every step that differs there is shown, whichever lines it shares each with', async () => {
  const { page } = await site.open('image-management');
  const sections = page.locator(`.elsewhere .on-line[data-lines~="${LINE}"]`);
  const ofOne = page.locator('#listed-without-tag').locator(sections);
  expect(await ofOne.count()).toBeGreaterThan(1);
  await page.getByLabel('내 엔진').selectOption(LINE);
  const told = await sections.locator('.line-step').count();
  expect(await page.locator('pre .line-step').count()).toBe(told);
});

test('a choice that is no line any more is the published one', async () => {
  const { page } = await site.open('image-management');
  await page.evaluate(() => localStorage.setItem('engine-line', '17.03-aufs'));
  await page.reload();
  expect(await page.getByLabel('내 엔진').inputValue()).toBe('');
});

test('without scripts there is no choice, and what differs is below the fence', async () => {
  const { page } = await site.open('image-management', { javaScriptEnabled: false });
  expect(await page.getByLabel('내 엔진').isVisible()).toBe(false);
  const elsewhere = page.locator('#list-digests .elsewhere');
  await elsewhere.locator('summary').click();
  expect(await elsewhere.innerText()).toContain('Engine 28.5 · overlay2');
  expect(await elsewhere.innerText()).toContain('2.11MB');
});

test('the page on versions has every chapter that runs, and why lines differ', async () => {
  const { page, complaints } = await site.open('versions');
  const header = await page.locator('.versions thead th').allInnerTexts();
  const published = findPublishedLine();
  const lines = [published, ...listEngineLines().filter((line) => line !== published)];
  expect(header.slice(1).map((text) => text.replace(/\s+/g, ' '))).toEqual(
    lines.map((line) => nameLine(line).replace(' · ', ' ')),
  );
  expect(await page.locator('.versions tbody tr').count()).toBeGreaterThan(15);
  const cause = page.locator('.causes details').first();
  await cause.locator('summary').click();
  const link = cause.getByRole('link').first();
  // Leaving a page breaks off what it still loads.
  expect(complaints).toEqual([]);
  await link.click();
  await page.waitForURL(/#./);
  const id = new URL(page.url()).hash.slice(1);
  await page.locator(`[id="${id}"].transcript`).waitFor();
});

test('on a phone the table of versions scrolls beside its chapters, and what has the focus is in sight', async () => {
  const { page } = await site.open('versions', { viewport: { width: 390, height: 800 } });
  const row = page.locator('.versions tbody tr').last();
  const [chapter, ...cells] = await row.locator('th, td').all();
  const edges = async (element: Locator | undefined) => {
    const { x = NaN, width = NaN } = (await element?.boundingBox()) ?? {};
    return { left: x, right: x + width };
  };
  const place = await edges(chapter);
  expect(cells).toHaveLength(listEngineLines().length);
  for (const cell of cells.reverse()) {
    await cell.evaluate((element) => {
      element.tabIndex = -1;
      element.focus();
    });
    expect(await edges(chapter)).toEqual(place);
    // Chromium scrolls no further than until 32 pixels of it show.
    expect((await edges(cell)).right).toBeGreaterThanOrEqual(place.right + 32);
  }
});
