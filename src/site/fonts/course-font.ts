import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import subsetFont from 'subset-font';
import { findCharacters } from './find-characters.ts';

/**
 * Makes the fonts that `styles/font.css` names, in `.astro/font`: Pretendard with just the characters of the site, one file for text and
 * one for what is bold, a tenth of a megabyte instead of two. A character that is new while the dev server runs comes with its next
 * start. `root` is the project's folder.
 */
export function courseFont(root: string): AstroIntegration {
  return { name: 'course font', hooks: { 'astro:config:setup': () => makeFonts(root) } };
}

const files = [
  { name: 'pretendard-regular.woff2', weight: 400, of: 'text' },
  { name: 'pretendard-bold.woff2', weight: 700, of: 'bold' },
] as const;

/** Kerning, signs that follow what is beside them, and figures in columns. */
const features = ['kern', 'calt', 'tnum'];

async function makeFonts(root: string): Promise<void> {
  const characters = findCharacters(root);
  const font = readFileSync(source);
  const wanted = files.map(({ name, weight, of }) => ({
    name,
    weight,
    text: String.fromCodePoint(...[...characters[of]].sort((a, b) => a - b)),
  }));
  const folder = join(root, '.astro/font');
  const keyFile = join(folder, 'key');
  const key = createHash('sha256')
    .update(font)
    .update(JSON.stringify([features, wanted]))
    .digest('hex');
  if (existsSync(keyFile) && readFileSync(keyFile, 'utf8') === key) return;
  mkdirSync(folder, { recursive: true });
  for (const { name, weight, text } of wanted) {
    const file = join(folder, name);
    const cut = await subsetFont(font, text, {
      targetFormat: 'woff2',
      variationAxes: { wght: weight },
      keepFeatures: features,
      noHinting: true,
    });
    // Another build in the same folder finds the old font or the new one.
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, cut);
    renameSync(temporary, file);
  }
  writeFileSync(keyFile, key);
}

const source = fileURLToPath(
  import.meta.resolve('pretendard/dist/public/variable/PretendardVariable.ttf'),
);
