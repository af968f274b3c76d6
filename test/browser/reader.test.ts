import { expect, test } from 'vitest';
import { phone, useSite } from './use-site.ts';

const site = useSite();

test('a theme that was chosen by keyboard stays, on every page', async () => {
  const { page } = await site.open('hello-docker', { colorScheme: 'light' });
  const theme = () => page.locator('html').getAttribute('data-theme');
  expect(await theme()).toBe('light');
  await page.locator('starlight-theme-select select').first().focus();
  await page.keyboard.press('Home');
  expect(await theme()).toBe('dark');
  await page.goto(`${site.url}image-management/`);
  expect(await theme()).toBe('dark');
});

test('the first stop of the keyboard leads past the side bar to the text', async () => {
  const { page } = await site.open('hello-docker');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#_top$/);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

test('on a phone the menu leads to any chapter, and on from one to the next', async () => {
  const { page } = await site.open('hello-docker', phone);
  await page.getByRole('button', { name: '메뉴' }).tap();
  await page.locator('.sidebar-content').getByRole('link', { name: '이미지 관리' }).tap();
  await page.waitForURL('**/image-management/');
  await page.locator('a[rel=next]').tap();
  await page.waitForURL('**/container-image/');
});

test('without scripts a chapter can be read whole and left, and nothing is offered that would not work', async () => {
  const { page, complaints } = await site.open('image-management', {
    javaScriptEnabled: false,
  });
  expect(await page.locator('main .transcript').count()).toBeGreaterThan(10);
  expect(await page.locator('main').evaluate((main) => getComputedStyle(main).opacity)).toBe('1');
  await page.locator('.sidebar-content').getByRole('link', { name: 'Hello Docker' }).click();
  await page.waitForURL('**/hello-docker/');
  expect(complaints).toEqual([]);
});

test('printed, a chapter shows its answers and folded output, and no buttons', async () => {
  const { page } = await site.open('hello-docker');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.sl-markdown-content > details p:visible').count()).toBeGreaterThan(0);
  expect(await page.locator('.transcript button:visible').count()).toBe(0);
  expect(await page.locator('.sidebar-content:visible').count()).toBe(0);
});

test('printed, a chapter shows what other engines print and its figures as tables, and no controls', async () => {
  const { page } = await site.open('container-image');
  await page.emulateMedia({ media: 'print' });
  const hidden = await page
    .locator('.elsewhere .line-screen, .figure details table')
    .evaluateAll((all) => all.filter((each) => !each.checkVisibility()).length);
  expect(await page.locator('.elsewhere .line-screen').count()).toBeGreaterThan(0);
  expect(await page.locator('.figure details table').count()).toBeGreaterThan(0);
  expect(hidden).toBe(0);
  const cutOff = await page
    .locator('.line-screen')
    .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).length);
  expect(cutOff).toBe(0);
  const controls = await page
    .locator('main :is(select, button, input):visible')
    .evaluateAll((all) => all.map((each) => each.outerHTML.slice(0, 120)));
  expect(controls).toEqual([]);
});
