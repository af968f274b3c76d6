import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { course } from '../../src/course.ts';
import { root } from './copy-site.ts';
import { useSite } from './use-site.ts';

const site = useSite();
const slugs = [...course.flatMap(({ chapters }) => chapters), 'no-such-page'];

/** The policy that a host with the built file of headers sends besides the page's own. */
const readHeader = async () =>
  /Content-Security-Policy: (.*)/.exec(await readFile(join(root, 'dist/_headers'), 'utf8'))?.[1] ??
  '';

/** Serves pages as such a host does. */
async function sendHeader(page: Page): Promise<void> {
  const policy = await readHeader();
  await page.route(`${site.url}**`, async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback();
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': policy };
    await route.fulfill({ response, headers });
  });
}

test.each(slugs)(
  'the page %s breaks neither its policy nor the header, and asks no other host, with the search open and the theme changed',
  async (slug) => {
    const { page, complaints } = await site.open(slug, { colorScheme: 'light' }, sendHeader);
    await page.locator('button[data-open-search]:enabled').first().waitFor();
    await page.getByRole('combobox').first().selectOption('dark');
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox').fill('docker');
    await page.getByRole('dialog').getByRole('link').first().waitFor();
    expect(complaints).toEqual([]);
  },
);

test('the header allows no script or style but what is of the site, and is as short as hosts want it', async () => {
  const header = await readHeader();
  expect(header).toMatch(/^default-src 'none'; script-src 'self' '/);
  expect(header).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
  expect(header).toContain("frame-ancestors 'none'");
  expect(header.length).toBeLessThan(8000);
});

test.each([
  ['a script', 'script', 'textContent', 'document.title = "broken"'],
  ['a style', 'style', 'textContent', 'body { display: none }'],
  ['a script of another host', 'script', 'src', 'https://example.com/a.js'],
  ['a picture of another host', 'img', 'src', 'https://example.com/a.png'],
] as const)(
  '%s that comes into a page from elsewhere is refused',
  async (_, name, property, value) => {
    const { page, complaints } = await site.open('index');
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
      .poll(() => complaints.filter((text) => /content security policy/i.test(text)))
      .toEqual([expect.stringMatching(/Content Security Policy/i)]);
    expect(await page.title()).toBe(title);
    expect(await page.locator('body').isVisible()).toBe(true);
  },
);
