import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readBuiltPages } from '../../src/site/built/read-built-pages.ts';
import { searchPages } from '../../src/site/search/search-pages.ts';
import type { SearchPage } from '../../src/site/search/section.ts';
import { readerQueries } from '../site/search/reader-queries.ts';
import { root } from './copy-site.ts';
import { useSite } from './use-site.ts';

const site = useSite();

async function openPage(width = 1440): Promise<Page> {
  const { page } = await site.open('hello-docker', { viewport: { width, height: 900 } });
  // Until its script has run, the search cannot be opened.
  await page.locator('button[data-open-search]:enabled').waitFor();
  return page;
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: '검색' });
const inputOf = (page: Page) => page.getByRole('searchbox', { name: '강의에서 찾기' });
const statusOf = (page: Page) => dialogOf(page).getByRole('status');

test('at least 95 of 100 queries of readers find a wanted page among the first three', async () => {
  const search = searchPages(JSON.parse(await readFile(join(root, 'dist/search.json'), 'utf8')));
  const missed = readerQueries.filter(([query, pages]) => {
    const first = search(query).slice(0, 3);
    return !first.some(({ page }) => pages.split(' ').includes(page.slug));
  });
  const found = 1 - missed.length / readerQueries.length;
  expect(found, `not found: ${missed.join('; ')}`).toBeGreaterThanOrEqual(0.95);
});

test('nothing of the search is loaded before it is opened', async () => {
  const page = await openPage();
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.keyboard.press('/');
  await inputOf(page).fill('볼륨');
  await dialogOf(page).getByRole('link').first().waitFor();
  expect(asked.filter((path) => !path.endsWith('.woff2'))).toEqual([
    expect.stringMatching(/^\/_astro\/load-search\..*\.js$/),
    '/search.json',
  ]);
});

test('button, / and Ctrl+K open the search; Escape closes it and gives the focus back', async () => {
  const page = await openPage();
  const button = page.getByRole('button', { name: '검색' });
  for (const open of [
    () => button.click(),
    () => page.keyboard.press('/'),
    () => page.keyboard.press('Control+k'),
  ]) {
    await button.focus();
    await open();
    await dialogOf(page).waitFor();
    expect(await inputOf(page).evaluate((input) => input === document.activeElement)).toBe(true);
    await inputOf(page).fill('볼륨');
    await page.keyboard.press('Escape');
    await dialogOf(page).waitFor({ state: 'hidden' });
    expect(await button.evaluate((each) => each === document.activeElement)).toBe(true);
  }
});

test('a / that is typed is a letter', async () => {
  const page = await openPage();
  await page.keyboard.press('/');
  await inputOf(page).pressSequentially('/var/run');
  expect(await inputOf(page).inputValue()).toBe('/var/run');
});

test.each([1440, 390])(
  'at %i pixels arrow keys and Enter lead to the section that was found',
  async (width) => {
    const page = await openPage(width);
    await page.getByRole('button', { name: '검색' }).click();
    await inputOf(page).fill('댕글링');
    const section = dialogOf(page).getByRole('link', { name: '이름을 잃은 이미지' });
    await section.waitFor();
    expect(await section.locator('mark').allInnerTexts()).toEqual(['댕글링']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await section.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/image-management/#*');
    const heading = page.getByRole('heading', { name: '이름을 잃은 이미지' });
    await heading.waitFor();
    const { top } = await heading.evaluate((each) => each.getBoundingClientRect().toJSON());
    expect(top).toBeGreaterThan(0);
    expect(top).toBeLessThan(450);
  },
);

test('Enter in the field opens the first page', async () => {
  const page = await openPage();
  await page.keyboard.press('/');
  await inputOf(page).fill('네임스페이스');
  await dialogOf(page).getByRole('link').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/(what-is-docker|isolation-levels)\//);
});

test('commands and what the screen said are found', async () => {
  const page = await openPage();
  await page.keyboard.press('/');
  await inputOf(page).fill('Cannot connect to the Docker daemon');
  const shown = dialogOf(page).locator('code').first();
  await shown.waitFor();
  expect(await shown.innerText()).toContain('Cannot connect to the Docker daemon');
});

test('what is nowhere in the course is told so', async () => {
  const page = await openPage();
  await page.keyboard.press('/');
  await inputOf(page).fill('우주여행');
  await statusOf(page).getByText('‘우주여행’에 맞는 곳이 없어요.').waitFor();
  expect(await dialogOf(page).getByRole('link').count()).toBe(0);
});

test('a search that cannot be loaded says so, and works once it can', async () => {
  const page = await openPage();
  await page.route('**/search.json', (route) => route.abort());
  await page.keyboard.press('/');
  await statusOf(page).getByText('검색을 준비하지 못했어요.').waitFor();
  await page.unroute('**/search.json');
  await inputOf(page).fill('볼륨');
  await dialogOf(page).getByRole('link').first().waitFor();
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the open search (%s)',
  async (colorScheme) => {
    const page = await openPage();
    await page.emulateMedia({ colorScheme });
    await page.keyboard.press('/');
    await inputOf(page).fill('이미지');
    await dialogOf(page).getByRole('link').first().waitFor();
    await page.evaluate(axe.source);
    const faults = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run('dialog');
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    expect(faults).toEqual([]);
  },
);

test('every section that the search can name is on its page', async () => {
  const pages: SearchPage[] = JSON.parse(await readFile(join(root, 'dist/search.json'), 'utf8'));
  const built = new Map(readBuiltPages(join(root, 'dist')).map((page) => [page.file, page]));
  for (const { slug, sections } of pages) {
    const file = slug === 'index' ? 'index.html' : `${slug}/index.html`;
    const ids = new Set(built.get(file)?.elements.map(({ attributes: { id } }) => id));
    for (const { anchor } of sections) if (anchor) expect(ids, file).toContain(anchor);
  }
});
