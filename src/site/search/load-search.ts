import { drawResults } from './draw-results.ts';
import { searchPages } from './search-pages.ts';
import type { SearchPage } from './section.ts';

/**
 * Loads the course's text from `address` and makes the search over it, which draws its results as items of a list;
 * `base` is the site's base path, with a slash at its end. Rejects where the text cannot be had.
 */
export async function loadSearch(
  address: string,
  base: string,
): Promise<(query: string) => HTMLElement[]> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`expected ${address} but found status ${response.status}.`);
  const pages: SearchPage[] = await response.json();
  const search = searchPages(pages);
  return (query) => drawResults(search(query), query, base);
}
