import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { globSync } from 'node:fs';
import MiniSearch from 'minisearch';
import { searchPages } from '../src/site/search/search-pages.ts';
import type { SearchPage } from '../src/site/search/section.ts';
import { readerQueries } from '../test/site/search/reader-queries.ts';
import { openPagefind } from './bench/measure-pagefind.ts';
import type { Engine } from './bench/search-engine.ts';

const [script] = globSync('dist/_astro/load-search.*.js');
if (script === undefined) {
  throw new Error('expected a built site in dist/, but there is none. Build it: npm run build');
}
const text = await readFile('dist/search.json');
const pages: SearchPage[] = JSON.parse(text.toString());
const htmlOf = async ({ slug }: SearchPage) =>
  [slug, await readFile(`dist/${slug === 'index' ? '' : `${slug}/`}index.html`, 'utf8')] as const;
const html = new Map(await Promise.all(pages.map(htmlOf)));
const ours = [text, await readFile(script)];

const pairs = searchPages(pages);
const words = new MiniSearch({ fields: ['title', 'heading', 'prose', 'screen'] });
const sections = pages.flatMap(({ slug, title, sections }) =>
  sections.map((section) => ({ ...section, slug, title })),
);
words.addAll(sections.map((section, id) => ({ ...section, id })));
const slugOf = ({ id }: { id: number }) => sections[id]?.slug ?? '';

const engines: [string, Engine][] = [
  [
    'ours: MiniSearch, pairs of syllables',
    { search: (query) => pairs(query).map(({ page }) => page.slug), loaded: () => ours },
  ],
  [
    'MiniSearch, words',
    { search: (query) => [...new Set(words.search(query).map(slugOf))], loaded: () => ours },
  ],
  [
    'MiniSearch, beginnings of words',
    {
      search: (query) => [
        ...new Set(words.search(query, { prefix: true, fuzzy: 0.2 }).map(slugOf)),
      ],
      loaded: () => ours,
    },
  ],
  ['Pagefind, Korean', await openPagefind(html, 'ko')],
  ['Pagefind, no language', await openPagefind(html, 'unknown')],
];

console.log(
  `${readerQueries.length} queries; a page that the reader wants is among the first three.`,
);
console.log('\n| engine | found | KB for the first search | KB for all |\n|---|---:|---:|---:|');
for (const [name, { search, loaded, close }] of engines) {
  let found = 0;
  let first = 0;
  for (const [query, wanted] of readerQueries) {
    const slugs = await search(query);
    first ||= sizeOf(loaded());
    if (slugs.slice(0, 3).some((slug) => wanted.split(' ').includes(slug))) found += 1;
  }
  const share = ((100 * found) / readerQueries.length).toFixed(1);
  console.log(`| ${name} | ${share} % | ${first.toFixed(0)} | ${sizeOf(loaded()).toFixed(0)} |`);
  await close?.();
}

/** In kilobytes, as a host sends them. */
function sizeOf(files: readonly Uint8Array[]): number {
  return files.reduce((sum, file) => sum + Math.min(file.length, gzipSync(file).length), 0) / 1000;
}
