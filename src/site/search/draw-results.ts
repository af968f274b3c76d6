import { makeElement } from '../../dom/make-element.ts';
import { pageAddress } from '../page-address.ts';
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
    const address = pageAddress(page.slug, base);
    const [first] = sections;
    const title = makeElement(
      'a',
      'page',
      makeElement('span', 'part', page.part),
      makeElement('strong', '', ...drawPieces(markWords(page.title, query))),
      // Above its first heading a page has nothing else to be found by.
      ...(first?.heading === '' ? [drawExcerpt(first, query)] : []),
    );
    title.href = address;
    const items = sections
      .filter(({ heading }) => heading !== '')
      .slice(0, mostSections)
      .map((section) => makeElement('li', '', drawSection(section, query, address)));
    const list = items.length > 0 ? [makeElement('ul', '', ...items)] : [];
    return makeElement('li', 'result', title, ...list);
  });
}

function drawSection(section: Section, query: string, address: string): HTMLElement {
  const link = makeElement(
    'a',
    'section',
    makeElement('span', 'heading', ...drawPieces(markWords(section.heading, query))),
    drawExcerpt(section, query),
  );
  link.href = `${address}#${section.anchor}`;
  return link;
}

function drawExcerpt(section: Section, query: string): HTMLElement {
  const { pieces, isScreen } = excerptOf(section, query);
  return makeElement(isScreen ? 'code' : 'span', 'excerpt', ...drawPieces(pieces));
}

const drawPieces = (pieces: readonly Piece[]) =>
  pieces.map(({ text, marked }) => (marked ? makeElement('mark', '', text) : text));
