import MiniSearch from 'minisearch';
import type { SearchPage, Section } from './section.ts';
import { isHangul, pairsOf, readQuery, tokenize } from './words.ts';

/** A page that a query finds, with the sections that it finds there, best first. */
export interface FoundPage {
  page: SearchPage;
  sections: Section[];
}

/** Makes a search over pages, best first. Making it takes some 50 ms for the course, a query one or two. */
export function searchPages(pages: readonly SearchPage[]): (query: string) => FoundPage[] {
  const places = pages.flatMap((page) => page.sections.map((section) => ({ page, section })));
  const index = indexOf(places);
  return (query) => {
    const found = new Map<SearchPage, Scored[]>();
    for (const [id, score] of scorePlaces(index, readQuery(query))) {
      const place = places[id];
      if (!place) continue;
      const sections = found.get(place.page) ?? [];
      sections.push({ section: place.section, score });
      found.set(place.page, sections);
    }
    return [...found]
      .map(([page, scored]) => {
        const sections = scored.toSorted(byScore);
        const [first, second, third] = sections.map(({ score }) => score);
        const score = (first ?? 0) + 0.4 * (second ?? 0) + 0.2 * (third ?? 0);
        return { page, score, sections: notFarBehind(sections).map(({ section }) => section) };
      })
      .toSorted(byScore)
      .map(({ page, sections }) => ({ page, sections }));
  };
}

interface Place {
  page: SearchPage;
  section: Section;
}

interface Scored {
  section: Section;
  score: number;
}

const byScore = (a: { score: number }, b: { score: number }) => b.score - a.score;

/** Without what has a fraction of the first one's score: it holds a word by the way. */
const notFarBehind = (sections: readonly Scored[]) =>
  sections.filter(({ score }) => score > 0.3 * (sections[0]?.score ?? 0));

/** An index whose ids are those of `places`. */
function indexOf(places: readonly Place[]): MiniSearch {
  const index = new MiniSearch({
    fields: ['title', 'description', 'heading', 'prose', 'screen'],
    tokenize,
    processTerm: (term) => term,
    searchOptions: {
      tokenize: pairsOf,
      // Titles and headings say what a page is about; a screen names much besides.
      boost: { title: 3, description: 1.5, heading: 3, screen: 0.5 },
      prefix: (term) => (isHangul(term) ? term.length === 1 : term.length > 2),
      fuzzy: (term) => !isHangul(term) && term.length > 4 && 0.2,
      weights: { prefix: 0.3, fuzzy: 0.2 },
    },
  });
  index.addAll(
    places.map(({ page, section }, id) => ({
      ...section,
      id,
      // A page's title counts once, with its first section.
      ...(section === page.sections[0]
        ? { title: page.title, description: page.description }
        : { title: '', description: '' }),
    })),
  );
  return index;
}

/** Scores of places by their ids: those of the words added up, times how much of the query is there at all. */
function scorePlaces(index: MiniSearch, words: readonly string[]): Map<number, number> {
  const found = new Map<number, { score: number; words: number }>();
  for (const word of words) {
    const results = index.search(word);
    // Pairs that the course nowhere has are a seam of a compound, or a particle: they cannot be asked for.
    const known = new Set(results.flatMap(({ queryTerms }) => queryTerms)).size;
    for (const { id, score, queryTerms } of results) {
      const share = new Set(queryTerms).size / known;
      const sum = found.get(id) ?? { score: 0, words: 0 };
      found.set(id, { score: sum.score + score * share, words: sum.words + share });
    }
  }
  return new Map([...found].map(([id, sum]) => [id, sum.score * (sum.words / words.length) ** 2]));
}
