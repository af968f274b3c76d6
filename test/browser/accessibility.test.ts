import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { course } from '../../src/course.ts';
import { findFaults } from './find-faults.ts';
import { phone, useSite } from './use-site.ts';

const site = useSite();

/** Screens that scroll sideways become reachable by key a moment after the page is there, or after they unfold. */
const screensAreReachable = (page: Page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll('.expressive-code pre')].every(
      (screen) => screen.scrollWidth <= screen.clientWidth || screen.hasAttribute('tabindex'),
    ),
  );

const slugs = [...course.flatMap(({ chapters }) => chapters), '404.html'];

test.each(slugs)(
  'axe finds nothing on %s, folded and unfolded, in light and dark',
  async (slug) => {
    const { page } = await site.open(slug, { colorScheme: 'light' });
    await screensAreReachable(page);
    expect(await findFaults(page)).toEqual([]);
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll('main details')) {
        folded.setAttribute('open', '');
      }
    });
    await screensAreReachable(page);
    expect(await findFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('html[data-theme=dark]').waitFor();
    expect(await findFaults(page, ['color-contrast', 'link-in-text-block'])).toEqual([]);
  },
);

test.each(['index', 'image-management', 'container-image'])(
  'axe finds nothing on %s on a phone',
  async (slug) => {
    const { page } = await site.open(slug, phone);
    await screensAreReachable(page);
    expect(await findFaults(page)).toEqual([]);
  },
);

test('who asks for less motion sees none', async () => {
  const { page } = await site.open('image-management', { reducedMotion: 'reduce' });
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
      const isStill =
        animationName === 'none' &&
        transitionDuration.split(', ').every((duration) => Number.parseFloat(duration) === 0) &&
        scrollBehavior === 'auto';
      return isStill ? [] : [element.outerHTML.slice(0, 80)];
    }),
  );
  expect(moving).toEqual([]);
});
