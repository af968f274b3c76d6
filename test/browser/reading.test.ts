import { expect, test } from 'vitest';
import { course } from '../../src/course.ts';
import { phone, useSite } from './use-site.ts';

const site = useSite();

test.each(course.flatMap(({ chapters }) => chapters))(
  'the page %s logs nothing, asks no other host, does not scroll sideways and leaves options and prompts whole',
  async (slug) => {
    for (const options of [{}, phone]) {
      const { page, complaints } = await site.open(slug, options);
      await page.waitForLoadState('networkidle');
      expect(complaints).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      expect(await page.evaluate(findBrokenLines)).toEqual([]);
    }
  },
);

/**
 * Options that two lines share, commands that do not begin beside their prompt, and what scrolls sideways although it is
 * no row of columns, with all that folds unfolded.
 */
function findBrokenLines(): string[] {
  const found: string[] = [];
  for (const details of document.querySelectorAll('details')) details.open = true;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.parentElement?.closest('code, .line-screen')) continue;
    for (const { 0: option, index } of text.textContent?.matchAll(/(?<!\S)-[\w-]+/g) ?? []) {
      const place = document.createRange();
      place.setStart(text, index);
      place.setEnd(text, index + option.length);
      const lines = new Set([...place.getClientRects()].map(({ top }) => top));
      if (lines.size > 1) found.push(option);
    }
  }
  for (const prompt of document.querySelectorAll('.step-prompt')) {
    const command = document.createRange();
    if (prompt.nextSibling) command.selectNode(prompt.nextSibling);
    const [first] = command.getClientRects();
    const isBeside = !first || Math.abs(first.top - prompt.getBoundingClientRect().top) < 4;
    if (!isBeside) found.push(prompt.parentElement?.textContent ?? '');
  }
  const wrapped = '.shown-file pre, .line-screen :is(.line-command, .line-output:not(.line-row))';
  for (const each of document.querySelectorAll(wrapped)) {
    if (each.scrollWidth > each.clientWidth) found.push(each.textContent);
  }
  return found;
}
