import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { course } from '../../src/course.ts';
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

test.each(course.flatMap(({ chapters }) => chapters))(
  'the page %s logs nothing, asks no other host and does not scroll sideways',
  async (slug) => {
    for (const options of [{}, phone]) {
      const { page, complaints } = await openPage(browser, site, slug, options);
      await page.waitForLoadState('networkidle');
      expect(complaints).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    }
  },
);
