import { createIndex } from 'pagefind';
import { openBrowser } from '../../test/browser/open-browser.ts';
import type { Engine } from './search-engine.ts';

const origin = 'http://pagefind.test';

/** Pagefind over built pages (slug and HTML), run in Chromium; `language` is the one that it is told to index. */
export async function openPagefind(
  pages: ReadonlyMap<string, string>,
  language: string,
): Promise<Engine> {
  const { index } = await createIndex({ forceLanguage: language });
  if (!index)
    throw new Error('expected an index of Pagefind but found none. Install it anew: npm ci');
  for (const [slug, html] of pages) {
    await index.addHTMLFile({ url: `/${slug}`, content: html });
  }
  const { files } = await index.getFiles();
  const served = new Map(files.map(({ path, content }) => [`/pagefind/${path}`, content]));
  const asked = new Set<string>();

  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const body = served.get(pathname);
    if (body) asked.add(pathname);
    const contentType = pathname.endsWith('.js') ? 'text/javascript' : 'text/html';
    return route.fulfill({ contentType, body: body ? Buffer.from(body) : '' });
  });
  await page.goto(origin);
  return {
    async search(query) {
      const urls = await page.evaluate(askPagefind, query);
      return urls.map((url) => url.replaceAll('/', ''));
    },
    loaded: () => [...asked].map((path) => Buffer.from(served.get(path) ?? [])),
    close: async () => {
      await browser.close();
      await index.deleteIndex();
    },
  };
}

/** Runs in the browser. */
async function askPagefind(query: string): Promise<string[]> {
  const address = '/pagefind/pagefind.js';
  const pagefind = await import(address);
  const { results } = await pagefind.search(query);
  const first = results
    .slice(0, 3)
    .map((result: { data(): Promise<{ url: string }> }) => result.data());
  return (await Promise.all<{ url: string }>(first)).map(({ url }) => url);
}
