import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { openBrowser } from './open-browser.ts';
import { serveDist, type Site } from './serve-site.ts';

/** A site that is served, and a browser, for all tests of a file. */
export interface UsedSite {
  /** Ends with a slash. */
  readonly url: string;
  /** Opens the page of a slug; `options` tell what kind of screen and reader, `prepare` is done before. */
  open(slug: string, options?: BrowserContextOptions, prepare?: Prepare): Promise<OpenedPage>;
}

/** A page of the site in a browser of its own, closed at the test's end, and what the browser has to say against it. */
export interface OpenedPage {
  page: Page;
  /** Errors and warnings of the console, requests that failed, and requests for what is not of the site. */
  complaints: string[];
}

type Prepare = (page: Page) => Promise<void>;

/** Serves a site, `dist/` unless told otherwise, from before the first test of a file until after its last. */
export function useSite(serve: () => Promise<Site> = serveDist): UsedSite {
  let browser: Browser | undefined;
  let site: Site | undefined;
  beforeAll(async () => {
    [browser, site] = await Promise.all([openBrowser(), serve()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  const started = () => {
    if (browser && site) return { browser, site };
    throw new Error('expected to be asked within a test, but no site is served yet.');
  };
  return {
    get url() {
      return started().site.url;
    },
    open: (slug, options = {}, prepare = undefined) =>
      openPage(started().browser, started().site, slug, options, prepare),
  };
}

async function openPage(
  browser: Browser,
  site: Site,
  slug: string,
  options: BrowserContextOptions,
  prepare: Prepare | undefined,
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const address = new URL(slug === 'index' ? '' : `${slug}/`, site.url).href;
  const complaints: string[] = [];
  page.on('console', (message) => {
    // Who asks for a page that is not there is told so.
    if (message.location().url === address && / 404 /.test(message.text())) return;
    if (['error', 'warning'].includes(message.type())) {
      complaints.push(`${message.location().url}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => {
    // Who leaves a page breaks off what it still loads.
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()} failed: ${why}`);
  });
  page.on('request', (request) => {
    const isOwn = [site.url, 'data:', 'blob:'].some((start) => request.url().startsWith(start));
    if (!isOwn) complaints.push(`${request.url()} was asked`);
  });
  await prepare?.(page);
  await page.goto(address);
  return { page, complaints };
}

/** A phone held upright. */
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
