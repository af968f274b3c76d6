import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { course } from '../../src/course.ts';
import { openBrowser } from './open-browser.ts';
import { serveDist, type Site } from './serve-site.ts';

let browser: Browser;
let site: Site;
let page: Page;
let violations: string[];
let otherHosts: string[];

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serveDist()]);
  page = await browser.newPage();
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && `${origin}/` !== site.url) otherHosts.push(request.url());
  });
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const slugs = course.flatMap(({ chapters }) => chapters);
const addresses = [...slugs.map((slug) => (slug === 'index' ? '' : `${slug}/`)), 'no-such-page/'];

test('no page breaks its policy or asks another host, with the search open and the theme changed', async () => {
  [violations, otherHosts] = [[], []];
  for (const address of addresses) {
    await page.goto(`${site.url}${address}`);
    await page.locator('button[data-open-search]:enabled').first().waitFor();
    await page.getByRole('combobox').first().selectOption('dark');
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox').fill('docker');
    await page.getByRole('dialog').getByRole('link').first().waitFor();
    expect([...violations, ...otherHosts], address).toEqual([]);
  }
});

test.each([
  ['a script', 'script', 'textContent', 'document.title = "broken"'],
  ['a style', 'style', 'textContent', 'body { display: none }'],
  ['a script of another host', 'script', 'src', 'https://example.com/a.js'],
  ['a picture of another host', 'img', 'src', 'https://example.com/a.png'],
] as const)(
  '%s that comes into a page from elsewhere is refused',
  async (_, name, property, value) => {
    violations = [];
    await page.goto(site.url);
    const title = await page.title();
    await page.evaluate(
      ([name, property, value]) => {
        const element = document.createElement(name);
        Object.assign(element, { [property]: value });
        document.body.append(element);
      },
      [name, property, value] as const,
    );
    await expect
      .poll(() => violations)
      .toEqual([expect.stringMatching(/Content Security Policy/i)]);
    expect(await page.title()).toBe(title);
    expect(await page.locator('body').isVisible()).toBe(true);
  },
);
