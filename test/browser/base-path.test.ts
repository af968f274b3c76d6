import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { course } from '../../src/course.ts';
import { readBuiltPage } from '../../src/site/built/read-built-pages.ts';
import { copySite } from './copy-site.ts';
import { serveCopy } from './serve-site.ts';
import { useSite } from './use-site.ts';

const home = 'https://example.org/course/';
const repository = 'https://git.example/our/course';
const site = useSite(async () => {
  const copy = await copySite(new Map());
  await moveChapter(join(copy.folder, 'src/course.ts'));
  return serveCopy(copy, {
    BASE: '/course',
    SITE: 'https://example.org',
    REPO: repository,
    BUNDLE: await makeBundle(copy.folder),
  });
});

/** As `npm run bundle` leaves it, but smaller. */
async function makeBundle(folder: string): Promise<string> {
  await mkdir(join(folder, 'dist-bundle'));
  await writeFile(join(folder, 'dist-bundle/dollyeo-docker-amd64.tar'), 'images');
  return 'dist-bundle';
}

/** As an author does when a slug changes. */
async function moveChapter(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const moved = text.replace(/(?<=movedChapters.* = )\{[^}]*\}/, `{ 'old-name': 'hello-docker' }`);
  expect(moved).not.toBe(text);
  await writeFile(file, moved);
}

/** A page of which the browser has nothing to complain, requests that are not below the base path among it, or the test fails. */
async function openPage(slug: string): Promise<Page> {
  const { page, complaints } = await site.open(slug);
  onTestFinished(() => expect(complaints).toEqual([]));
  await page.locator('button[data-open-search]:enabled').first().waitFor();
  return page;
}

test('below a base path, links of the text, the side bar and the search lead on', async () => {
  const page = await openPage('index');
  await page
    .locator('main')
    .getByRole('link', { name: 'Cloud Native Application' })
    .first()
    .click();
  await page.waitForURL('**/course/cloud-native/');
  await page
    .getByRole('navigation', { name: '메인' })
    .getByRole('link', { name: 'Hello Docker' })
    .click();
  await page.waitForURL('**/course/hello-docker/');
  await page.locator('button[data-open-search]:enabled').waitFor();
  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill('댕글링');
  await page.getByRole('dialog').getByRole('link', { name: '이름을 잃은 이미지' }).click();
  await page.waitForURL(/\/course\/image-management\/#/);
});

test('the old address of a chapter leads to the new one', async () => {
  const page = await openPage('old-name');
  await page.waitForURL('**/course/hello-docker/');
});

test('where a browser does not go on by itself, the old address says in Korean where to', async () => {
  const html = await (await fetch(`${site.url}old-name/`)).text();
  expect(html).toContain('<html lang="ko">');
  expect(html).toContain('<a href="/course/hello-docker/">새 주소로 가기</a>');
  // Without one, browsers ask the host's root, which may be another's.
  expect(html).toContain('<link rel="icon" href="/course/favicon.ico">');
});

test('a wrong address, however deep, offers search and the course', async () => {
  const page = await openPage('some/where/else');
  await page.getByRole('heading', { name: '이 주소에는 페이지가 없어요' }).waitFor();
  expect(await page.locator('meta[name="robots"]').getAttribute('content')).toBe('noindex');
  await page.locator('main').getByRole('button', { name: '강의에서 찾기' }).click();
  await page.getByRole('searchbox').fill('볼륨');
  await page.getByRole('dialog').getByRole('link').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('main').getByRole('link', { name: 'Hello Docker' }).click();
  await page.waitForURL('**/course/hello-docker/');
});

test('every page tells others its address, description and card, each its own', async () => {
  const told = new Map<string, string>();
  for (const slug of course.flatMap(({ chapters }) => chapters)) {
    const address = slug === 'index' ? '' : `${slug}/`;
    const { elements } = readBuiltPage(slug, await (await fetch(site.url + address)).text());
    const contentOf = (name: string) =>
      elements.find(({ attributes: { property, name: own } }) => (property ?? own) === name)
        ?.attributes['content'];
    const canonical = elements.find(({ attributes: { href } }) => href === home + address);
    expect(canonical?.name, `canonical link of ${slug}`).toBe('link');
    expect(contentOf('og:url')).toBe(home + address);
    expect(contentOf('og:image')).toBe(`${home}cards/${slug}.png`);
    const description = contentOf('description') ?? '';
    expect(description.length, `description of ${slug}`).toBeGreaterThan(20);
    expect(told.get(description), `${slug} has the description of`).toBeUndefined();
    told.set(description, slug);
    const data = elements.find(({ attributes: { type } }) => type === 'application/ld+json');
    expect(JSON.parse(data?.text ?? '')).toMatchObject({
      '@type': slug === 'index' ? 'Course' : 'LearningResource',
      inLanguage: 'ko',
      url: home + address,
    });
  }
});

test('a card is a small picture of the size that is asked for', async () => {
  const response = await fetch(`${site.url}cards/image-management.png`);
  const png = Buffer.from(await response.arrayBuffer());
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
  expect(png.length).toBeLessThan(80_000);
});

test('crawlers and language models find every page', async () => {
  const read = async (file: string) => (await fetch(site.url + file)).text();
  expect(await read('robots.txt')).toContain(`Sitemap: ${home}sitemap-index.xml`);
  const [map, list] = await Promise.all([read('sitemap-0.xml'), read('llms.txt')]);
  for (const slug of course.flatMap(({ chapters }) => chapters)) {
    const address = home + (slug === 'index' ? '' : `${slug}/`);
    expect(map).toContain(`<loc>${address}</loc>`);
    expect(list).toContain(`](${address})`);
  }
  expect(map).not.toContain('404');
  expect(await read('llms-full.txt')).toContain('\n$ docker image prune\n');
});

test.each([
  ['favicon.ico', 48],
  ['apple-touch-icon.png', 180],
])('%s is an icon of %i pixels', async (file, size) => {
  const bytes = Buffer.from(await (await fetch(site.url + file)).arrayBuffer());
  const png = file.endsWith('.ico') ? bytes.subarray(bytes.readUInt32LE(18)) : bytes;
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: size, height: size });
});

test('the bundle can be fetched from the page that tells of it', async () => {
  const page = await openPage('your-own-docker');
  const link = page.getByRole('link', { name: 'dollyeo-docker-amd64.tar' });
  const answer = await page.request.get(
    new URL((await link.getAttribute('href')) ?? '', site.url).href,
  );
  expect(await answer.text()).toBe('images');
});

test('a chapter leads to its file in the repository, and a fence to an issue that names it', async () => {
  const page = await openPage('image-management');
  const edit = page.getByRole('link', { name: '페이지 편집' });
  expect(await edit.getAttribute('href')).toBe(
    `${repository}/edit/main/src/content/docs/image-management.mdx`,
  );
  const badge = page.locator('#pull-by-tag .badge');
  await badge.locator('summary').click();
  const issue = badge.getByRole('link', { name: '내 화면은 달라요' });
  const { origin, pathname, searchParams } = new URL((await issue.getAttribute('href')) ?? '');
  expect(origin + pathname).toBe(`${repository}/issues/new`);
  expect(searchParams.get('title')).toBe('image-management#pull-by-tag: 내 화면은 달라요');
  expect(searchParams.get('body')).toMatch(
    /^- 기록: image-management#pull-by-tag\n- 사이트의 엔진: /,
  );
});
