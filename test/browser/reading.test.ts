import { expect, test } from 'vitest';
import { course } from '../../src/course.ts';
import { phone, useSite } from './use-site.ts';

const site = useSite();

test.each(course.flatMap(({ chapters }) => chapters))(
  'the page %s logs nothing, asks no other host and does not scroll sideways',
  async (slug) => {
    for (const options of [{}, phone]) {
      const { page, complaints } = await site.open(slug, options);
      await page.waitForLoadState('networkidle');
      expect(complaints).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    }
  },
);
