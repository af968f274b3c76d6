import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The characters that pages of the site can show, as code points. */
export interface Characters {
  /** All of them. */
  text: Set<number>;
  /** Those of titles, headings, tables' heads, strong words, claims and components. Other bold ones are drawn from the text's font. */
  bold: Set<number>;
}

/** Finds them in the project's sources in `root`, in Starlight's own Korean words, and in ASCII. */
export function findCharacters(root: string): Characters {
  const starlight = fileURLToPath(import.meta.resolve('@astrojs/starlight'));
  const read = (pattern: string) =>
    globSync(pattern, { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'));
  const pages = read('src/**/*.{md,mdx}');
  const both = read('src/{course.ts,claims.ts,components/*.astro}');
  const text = [
    ...both,
    ...pages,
    ...read('{src/**/*.{css,ts},engines/**/*.md}'),
    readFileSync(join(starlight, '../translations/ko.js'), 'utf8'),
  ];
  return { text: codePoints(text), bold: codePoints([...both, ...pages.flatMap(findBold)]) };
}

const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index));

const findBold = (page: string): string[] =>
  page.match(/^(?:#+|title:) .*$|\*\*[^*]+\*\*|title="[^"]*"|^\|.*(?=\n\|[ :|-]+$)/gm) ?? [];

/** The characters of all texts, and ASCII. */
const codePoints = (texts: string[]): Set<number> => {
  const others = new Set(texts.join('').match(/[^\0-\x7f]/gu));
  return new Set([...ascii, ...others].map((character) => character.codePointAt(0) ?? 0));
};
