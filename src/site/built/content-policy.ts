import { createHash } from 'node:crypto';
import type { BuiltElement, BuiltPage } from './read-built-pages.ts';

/** What stands in a page, or in several. */
export type Content = Pick<BuiltPage, 'elements'>;

/**
 * The content security policy of a page: everything from the site itself, and of what stands in the page only the scripts
 * and styles that are there now, by their hashes.
 */
export function contentPolicy({ elements }: Content): string {
  const scripts = elements.filter(isInlineScript).map(({ text }) => text);
  const styles = elements.filter(({ name }) => name === 'style').map(({ text }) => text);
  const attributes = elements.flatMap(({ attributes: { style } }) => style ?? []);
  return [
    "default-src 'none'",
    ["script-src 'self'", ...hashesOf(scripts)].join(' '),
    ["style-src 'self'", ...hashesOf(styles)].join(' '),
    // Starlight gives icons their size so; a hash counts for an attribute only with this word.
    ["style-src-attr 'unsafe-hashes'", ...hashesOf(attributes)].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/**
 * One policy for a header of all pages: what any of them needs, which is some 2 KB, since they share most scripts and styles. A `<meta>`
 * may not say who frames a page.
 */
export function headerPolicy(pages: readonly Content[]): string {
  const policy = contentPolicy({ elements: pages.flatMap(({ elements }) => elements) });
  return `${policy}; frame-ancestors 'none'`;
}

/** Data in a script element (JSON-LD) is never run, and needs no hash. */
const isInlineScript = ({ name, attributes: { src, type } }: BuiltElement) =>
  name === 'script' && src === undefined && (type === undefined || type === 'module');

const hashesOf = (texts: readonly string[]): string[] =>
  [...new Set(texts)]
    .map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
    .toSorted();
