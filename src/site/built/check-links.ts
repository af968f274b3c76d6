import type { BuiltElement, BuiltPage } from './read-built-pages.ts';

/** A link of a built page that leads nowhere. */
export interface BrokenLink {
  /** The built page's file. */
  file: string;
  /** As it stands in the page. */
  link: string;
  /** What was expected and what was found. */
  sentence: string;
}

/** Where the pages are served: the base path with slashes at both ends, and the site's address where it is known. */
export interface Served {
  base: string;
  site: string | undefined;
}

/** Finds links within the site (and scripts, styles, pictures) whose file or anchor is not there; `files` are all that were built. */
export function checkLinks(
  pages: readonly BuiltPage[],
  files: ReadonlySet<string>,
  served: Served,
): BrokenLink[] {
  const anchors = new Map(pages.map((page) => [page.file, anchorsOf(page)]));
  return pages.flatMap(({ file, elements }) =>
    [...new Set(elements.flatMap(linksOf))].flatMap((link) => {
      const sentence = findFault(link, file, served, files, anchors);
      return sentence === undefined ? [] : [{ file, link, sentence }];
    }),
  );
}

const linksOf = ({ attributes: { href, src } }: BuiltElement): string[] =>
  [href, src].filter((link) => link !== undefined);

const anchorsOf = ({ elements }: BuiltPage): Set<string> =>
  new Set(['', ...elements.flatMap(({ attributes: { id } }) => id ?? [])]);

function findFault(
  link: string,
  file: string,
  { base, site }: Served,
  files: ReadonlySet<string>,
  anchors: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  const origin = site === undefined ? 'http://site.invalid' : new URL(site).origin;
  const address = new URL(base + file.replace(/(^|\/)index\.html$/, '$1'), origin);
  if (!URL.canParse(link, address.href)) {
    return 'expected an address but found something else. Correct it.';
  }
  const target = new URL(link, address.href);
  if (target.origin !== origin) return undefined;
  if (file === '404.html' && !/^([/#]|[a-z]+:)/.test(link)) {
    return 'expected a link from the root, since the page is shown at any address, but found a relative one. Begin it with the base path.';
  }
  const path = decodeURI(target.pathname);
  if (!path.startsWith(base)) {
    return `expected an address below the base path ${base} but found one outside. Write it relative to the page.`;
  }
  const below = path.slice(base.length);
  const found = below === '' || below.endsWith('/') ? `${below}index.html` : below;
  if (!files.has(found)) {
    return files.has(`${found}/index.html`)
      ? "expected a slash at the end of the page's address but found none: hosts would redirect. Add it."
      : `expected ${found} to be built but found no such file. Correct the link, or add the page to src/course.ts.`;
  }
  const anchor = decodeURIComponent(target.hash.slice(1));
  if (anchors.get(found)?.has(anchor) ?? true) return undefined;
  return `expected the anchor #${anchor} in ${found} but found none. Name a heading, a fence's id or a claim of that page.`;
}
