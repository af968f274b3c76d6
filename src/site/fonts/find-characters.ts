import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Every character that a page of the site can show, as code points: those of the project's sources in `root`, of Starlight's own Korean words, and of ASCII. */
export function findCharacters(root: string): Set<number> {
  const starlight = fileURLToPath(import.meta.resolve('@astrojs/starlight'));
  const files = [
    ...globSync('src/**/*.{astro,css,md,mdx,ts}', { cwd: root }).map((file) => join(root, file)),
    join(starlight, '../translations/ko.js'),
  ];
  const characters = new Set(Array.from({ length: 95 }, (_, index) => 0x20 + index));
  for (const file of files) {
    for (const character of readFileSync(file, 'utf8')) {
      characters.add(character.codePointAt(0) ?? 0x20);
    }
  }
  return characters;
}
