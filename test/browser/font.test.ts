import { expect, test } from 'vitest';
import { course } from '../../src/course.ts';
import { findCharacters } from '../../src/site/fonts/find-characters.ts';
import { root } from './copy-site.ts';
import { useSite } from './use-site.ts';

const wanted = findCharacters(root);
const site = useSite();

test.each(course.flatMap(({ chapters }) => chapters))(
  'every character of %s was wanted when the fonts were cut',
  async (slug) => {
    const { page } = await site.open(slug);
    const shown = await page.evaluate(() => {
      const found = { text: '', bold: '' };
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const parent = text.parentElement;
        if (!parent || parent.matches('script, style, noscript')) continue;
        if (!getComputedStyle(parent).fontFamily.includes('Pretendard')) continue;
        found.text += text.textContent;
        if (parent.closest('h1, h2, h3, main strong:not(.badge *), main thead th')) {
          found.bold += text.textContent;
        }
      }
      return found;
    });
    const missing = (['text', 'bold'] as const).flatMap((weight) =>
      [...new Set(shown[weight])]
        .filter((character) => !/[\s\p{Cc}]/u.test(character))
        .filter((character) => !wanted[weight].has(character.codePointAt(0) ?? 0))
        .map((character) => `${weight}: ${character}`),
    );
    expect(missing).toEqual([]);
  },
);

test('both fonts draw Korean, Latin letters, and figures in columns', async () => {
  const { page } = await site.open('image-management');
  const drawn = await page.evaluate(async () => {
    await document.fonts.ready;
    const files = performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.endsWith('.woff2'));
    // A page goes on without a font that came late; here each is waited for.
    for (const [index, file] of files.entries()) {
      document.fonts.add(await new FontFace(`Ours ${index}`, `url(${file})`).load());
    }
    const widthOf = (text: string, family: string) => {
      const word = document.createElement('span');
      word.textContent = text;
      Object.assign(word.style, {
        position: 'absolute',
        font: `100px ${family}`,
        fontVariantNumeric: 'tabular-nums',
      });
      document.body.append(word);
      const { width } = word.getBoundingClientRect();
      word.remove();
      return width;
    };
    return files.map((_, index) => ({
      differ: ['도커', 'Docker'].map(
        (text) => widthOf(text, `'Ours ${index}', monospace`) !== widthOf(text, 'monospace'),
      ),
      columns: new Set(['1111', '8888', '0147'].map((text) => widthOf(text, `'Ours ${index}'`)))
        .size,
    }));
  });
  const good = { differ: [true, true], columns: 1 };
  expect(drawn).toEqual([good, good]);
});
