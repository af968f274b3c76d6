import { excerptOf } from './excerpt.ts';
import { markWords, type Piece } from './mark-words.ts';
import type { FoundPage } from './search-pages.ts';
import type { Section } from './section.ts';

const mostPages = 8;
const mostSections = 3;

/** Draws what a query found as items of a list: a link to each page, and under it links to sections that match. */
export function drawResults(
  found: readonly FoundPage[],
  query: string,
  base: string,
): HTMLElement[] {
  return found.slice(0, mostPages).map(({ page, sections }) => {
    const address = `${base}${page.slug === 'index' ? '' : `${page.slug}/`}`;
    const [first] = sections;
    const title = element('a', 'page', [
      element('span', 'part', [page.part]),
      element('strong', '', drawPieces(markWords(page.title, query))),
      // Above its first heading a page has nothing else to be found by.
      ...(first?.heading === '' ? [drawExcerpt(first, query)] : []),
    ]);
    title.href = address;
    const items = sections
      .filter(({ heading }) => heading !== '')
      .slice(0, mostSections)
      .map((section) => element('li', '', [drawSection(section, query, address)]));
    return element('li', 'result', [
      title,
      ...(items.length > 0 ? [element('ul', '', items)] : []),
    ]);
  });
}

function drawSection(section: Section, query: string, address: string): HTMLElement {
  const link = element('a', 'section', [
    element('span', 'heading', drawPieces(markWords(section.heading, query))),
    drawExcerpt(section, query),
  ]);
  link.href = `${address}#${section.anchor}`;
  return link;
}

function drawExcerpt(section: Section, query: string): HTMLElement {
  const { pieces, isScreen } = excerptOf(section, query);
  return element(isScreen ? 'code' : 'span', 'excerpt', drawPieces(pieces));
}

const drawPieces = (pieces: readonly Piece[]) =>
  pieces.map(({ text, marked }) => (marked ? element('mark', '', [text]) : text));

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  children: readonly (Node | string)[],
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}
