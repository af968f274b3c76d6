import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useSite } from './use-site.ts';

const site = useSite();

const openChapter = async (): Promise<Page> => (await site.open('image-management')).page;

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
  expect(await page.locator('[aria-pressed="true"][data-same]').count()).toBe(0);
  await page.keyboard.press('Tab');
  expect(await litNames(page)).toEqual([]);
});

test('Enter leads into the bar, which leads on, and Escape goes back to the name that it led to', async () => {
  const page = await openChapter();
  const first = page.locator('#pull-by-digest [data-same]').first();
  await first.focus();
  await page.keyboard.press('Enter');
  const bar = page.getByRole('group', { name: '같은 값 찾기' });
  const status = bar.getByRole('status');
  const placeIn = async () => Number((await status.innerText()).match(/\d+/g)?.[1]);
  const at = await placeIn();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  expect(await placeIn()).toBe(at + 2);
  await page.keyboard.press('Escape');
  expect(await bar.count()).toBe(0);
  const same = await first.getAttribute('data-same');
  const names = page.locator(`[data-same="${same}"]`);
  expect(await names.nth(at + 1).evaluate((name) => name === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await bar.count()).toBe(0);
  expect(await names.nth(at + 1).evaluate((name) => name === document.activeElement)).toBe(true);
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

/** Names of the page's transcripts, each with its transcript, what it names, and whether it is shown and a tab stop. */
const namesOn = (page: Page) =>
  page.locator('.transcript [data-same]').evaluateAll((names) =>
    names.map((name) => ({
      transcript: name.closest('.transcript')?.id ?? '',
      same: name.getAttribute('data-same') ?? '',
      isShown: name.closest('[hidden]') === null,
      isStop: (name as HTMLElement).tabIndex === 0,
      hasFocus: name === document.activeElement,
    })),
  );

test('on another engine line, hidden names are no stop, are skipped by arrows and do not count', async () => {
  const page = await openChapter();
  await page.getByLabel('내 엔진').selectOption('28.5-overlay2');
  const names = await namesOn(page);
  const groups = [...Map.groupBy(names, ({ transcript }) => transcript).values()];
  const changed = groups.filter((group) => group.some(({ isShown }) => !isShown));
  expect(changed).not.toEqual([]);
  for (const group of groups) {
    const shown = group.filter(({ isShown }) => isShown);
    expect(group.filter(({ isStop }) => isStop)).toEqual(shown.slice(0, 1));
  }
  const isHalf = (group: typeof names) =>
    group.some(({ isShown }) => isShown) && group.some(({ isShown }) => !isShown);

  const walked = changed.find(isHalf) ?? [];
  await page.locator(`#${walked[0]?.transcript} [data-same][tabindex="0"]`).focus();
  for (let press = 0; press < walked.length; press += 1) await page.keyboard.press('ArrowRight');
  const last = (await namesOn(page)).findLastIndex(
    ({ transcript, isShown }) => transcript === walked[0]?.transcript && isShown,
  );
  expect((await namesOn(page)).findIndex(({ hasFocus }) => hasFocus)).toBe(last);

  const half = [...Map.groupBy(names, ({ same }) => same).values()].find(isHalf) ?? [];
  const shown = half.filter(({ isShown }) => isShown);
  const index = names.findIndex(({ same, isShown }) => same === half[0]?.same && isShown);
  await page.locator('.transcript [data-same]').nth(index).focus();
  await page.keyboard.press('Enter');
  const bar = page.getByRole('group', { name: '같은 값 찾기' });
  expect(await bar.getByRole('status').innerText()).toBe(`이 장의 ${shown.length}곳 가운데 1번째`);

  await page.getByLabel('내 엔진').selectOption('');
  expect(await bar.count()).toBe(0);
  const again = await namesOn(page);
  expect(again.filter(({ isShown }) => !isShown)).toEqual([]);
});
