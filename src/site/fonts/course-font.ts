import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { findCharacters } from './find-characters.ts';
import { subsetFont } from './subset-font.ts';
import { writeWoff2 } from './write-woff2.ts';

/**
 * Makes `.astro/font/pretendard.woff2`, which `styles/font.css` names: Pretendard with just the characters and weights of the site, a
 * tenth of a megabyte instead of two. A character that is new while the dev server runs comes with its next start. `root` is the
 * project's folder.
 */
export function courseFont(root: string): AstroIntegration {
  return { name: 'course font', hooks: { 'astro:config:setup': () => makeFont(root) } };
}

const weights = [400, 750] as const;

async function makeFont(root: string): Promise<void> {
  const characters = findCharacters(root);
  const font = readFileSync(source);
  const key = createHash('sha256')
    .update(font)
    .update([...weights, ...[...characters].sort((a, b) => a - b)].join())
    .digest('hex');
  const file = join(root, '.astro/font/pretendard.woff2');
  const keyFile = `${file}.key`;
  if (existsSync(file) && existsSync(keyFile) && readFileSync(keyFile, 'utf8') === key) return;
  mkdirSync(dirname(file), { recursive: true });
  const packed = writeWoff2(await subsetFont(font, { characters, weights }));
  // Another build in the same folder finds the old font or the new one.
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, packed);
  renameSync(temporary, file);
  writeFileSync(keyFile, key);
}

const source = fileURLToPath(
  import.meta.resolve('pretendard/dist/public/variable/PretendardVariable.ttf'),
);
