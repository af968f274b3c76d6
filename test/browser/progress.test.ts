import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useSite } from './use-site.ts';

const site = useSite();

const open = async (slug: string, options = {}): Promise<Page> =>
  (await site.open(slug, options)).page;

const kept = '[data-progress-keeper] [data-count]';

/** Reads a chapter to its end and opens one of its questions. */
async function readChapter(page: Page): Promise<void> {
  await page.getByRole('button', { name: '다 읽었어요' }).click();
  await page.locator('.sl-markdown-content > details summary').first().click();
  await page.locator('details.was-opened').waitFor();
}

test('a chapter that was read shows in the side bar and on the first page, which goes on from there', async () => {
  const page = await open('hello-docker');
  await readChapter(page);
  const inSideBar = page.locator('.sidebar-content a.is-read');
  expect(await inSideBar.allTextContents()).toEqual([
    expect.stringMatching(/Hello Docker.*\(읽음\)/s),
  ]);
  await page.goto(site.url);
  expect(await page.locator(kept).innerText()).toBe('읽은 장 1개, 열어 본 질문 1개');
  expect(await page.getByText('장 7개 가운데 1개 읽음').count()).toBe(1);
  await page.getByRole('link', { name: '이어 읽기: 컨테이너와 이미지' }).click();
  await page.waitForURL('**/containers-and-images/');
});

test('who pressed by mistake presses again', async () => {
  const page = await open('hello-docker');
  await page.getByRole('button', { name: '다 읽었어요' }).click();
  const button = page.getByRole('button', { name: '읽었어요', pressed: true });
  await button.click();
  await page.goto(site.url);
  expect(await page.locator(kept).innerText()).toBe('읽은 장 0개, 열어 본 질문 0개');
});

test('progress leaves as a file, is forgotten, and comes back from the file', async () => {
  const page = await open('hello-docker');
  await readChapter(page);
  await page.goto(site.url);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '파일로 내보내기' }).click(),
  ]);
  const file = await download.path();
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    version: 1,
    chapters: { 'hello-docker': { read: expect.stringMatching(/^2\d{3}-/), opened: [1] } },
  });
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: '모두 지우기' }).click();
  await page.getByText('진도를 지웠어요.').waitFor();
  expect(await page.evaluate(() => Object.keys(localStorage).join())).not.toContain('progress');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('파일의 진도를 더했어요.').waitFor();
  expect(await page.locator(kept).innerText()).toBe('읽은 장 1개, 열어 본 질문 1개');
});

test('a file that is something else changes nothing and is named', async () => {
  const page = await open('index');
  const buffer = Buffer.from('{"version":7}');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'photo.json', mimeType: 'application/json', buffer });
  await page.getByText('photo.json은(는) 진도 파일이 아니에요.').waitFor();
  expect(await page.locator(kept).innerText()).toBe('읽은 장 0개, 열어 본 질문 0개');
});

test('what the browser kept in an older shape is no obstacle', async () => {
  const page = await open('index');
  await page.evaluate(() => localStorage.setItem('dollyeo-docker:progress', '{"old":true}'));
  await page.reload();
  expect(await page.locator(kept).innerText()).toBe('읽은 장 0개, 열어 본 질문 0개');
});

test('without scripts questions open all the same, and nothing is there that would not work', async () => {
  const page = await open('hello-docker', { javaScriptEnabled: false });
  await page.locator('.sl-markdown-content > details summary').first().click();
  expect(await page.locator('.sl-markdown-content > details[open]').count()).toBe(1);
  expect(await page.getByRole('button', { name: '다 읽었어요' }).count()).toBe(0);
});
