import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { course } from '../../src/course.ts';
import { findCharacters } from '../../src/site/fonts/find-characters.ts';
import { root } from './copy-site.ts';
import { openBrowser } from './open-browser.ts';
import { openPage } from './open-page.ts';
import { serveDist, type Site } from './serve-site.ts';

let browser: Browser;
let site: Site;

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serveDist()]);
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

test('every character of every page was wanted when the font was cut', () => {
  const wanted = findCharacters(root);
  const missing = course
    .flatMap(({ chapters }) => chapters)
    .flatMap((slug) => {
      const file = slug === 'index' ? 'index.html' : `${slug}/index.html`;
      const html = readFileSync(join(root, 'dist', file), 'utf8');
      const text = html.replace(/<(script|style)\b.*?<\/\1>|<[^>]*>/gs, '');
      return [...text].filter((character) => !/[\s\p{Cc}]/u.test(character));
    })
    .filter((character) => !wanted.has(character.codePointAt(0) ?? 0));
  expect([...new Set(missing)]).toEqual([]);
});

test('Korean, Latin letters and figures are drawn with the font of the site, in every weight, and figures stand in columns', async () => {
  const { page } = await openPage(browser, site, 'image-management');
  expect(
    await page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].map(({ family, status }) => `${family} ${status}`);
    }),
  ).toEqual(['Pretendard loaded']);
  const widths = await page.evaluate(() =>
    ['400', '450', '650', '750'].map((weight) => {
      const measure = (text: string, family: string) => {
        const word = document.createElement('span');
        word.textContent = text;
        word.style.cssText = `position:absolute;font:${weight} 100px ${family};font-variant-numeric:tabular-nums`;
        document.body.append(word);
        const { width } = word.getBoundingClientRect();
        word.remove();
        return Math.round(width);
      };
      return {
        isOurs: ['도커', 'Docker'].every(
          (text) => measure(text, 'Pretendard, monospace') !== measure(text, 'monospace'),
        ),
        isInColumns: measure('11111', 'Pretendard') === measure('88888', 'Pretendard'),
        wider: measure('도커 Docker', 'Pretendard'),
      };
    }),
  );
  expect(widths.every(({ isOurs, isInColumns }) => isOurs && isInColumns)).toBe(true);
  expect(new Set(widths.map(({ wider }) => wider)).size).toBe(widths.length);
});
