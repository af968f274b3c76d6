import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Site } from './serve-site.ts';

/** A page of the site in a browser of its own, closed at the test's end, and what the browser has to say against it. */
export interface OpenedPage {
  page: Page;
  /** Errors and warnings of the console, requests that failed, and requests to other hosts. */
  complaints: string[];
}

/** Opens the page of a chapter; `options` tell what kind of screen and reader. */
export async function openPage(
  browser: Browser,
  site: Site,
  slug: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && `${origin}/` !== site.url) {
      complaints.push(`${request.url()} was asked`);
    }
  });
  await page.goto(new URL(slug === 'index' ? '' : `${slug}/`, site.url).href);
  return { page, complaints };
}

/** A phone held upright. */
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
