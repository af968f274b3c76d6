import { markdownToHtml } from 'satteri';
import { expect, test } from 'vitest';
import { optionPlugin } from '../../src/site/option-plugin.ts';

const render = (text: string) => markdownToHtml(text, { hastPlugins: [optionPlugin] }).html.trim();

test('an option within a text is kept whole, and nothing else', () => {
  expect(render('`docker run --rm -it a-b`와 --rm')).toBe(
    '<p><code>docker run <span class="option">--rm</span> <span class="option">-it</span> a-b</code>와 --rm</p>',
  );
});

test('a block of code is left to what draws it', () => {
  expect(render('```sh\ndocker run --rm\n```')).not.toContain('option');
});
