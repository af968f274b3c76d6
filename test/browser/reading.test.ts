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

/** Options that two lines share, and commands that do not begin beside their prompt; what is not shown has no place. */
function findBrokenLines(): string[] {
  const options = [...document.querySelectorAll('.option')].filter(
    (option) => option.getClientRects().length > 1,
  );
  const prompts = [...document.querySelectorAll('.step-prompt')].filter((prompt) => {
    const command = document.createRange();
    if (prompt.nextSibling) command.selectNode(prompt.nextSibling);
    const [first] = command.getClientRects();
    return first !== undefined && Math.abs(first.top - prompt.getBoundingClientRect().top) > 4;
  });
  return [...options, ...prompts.map((prompt) => prompt.parentElement)].map(
    (found) => found?.textContent ?? '',
  );
}
