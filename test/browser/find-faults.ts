import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe has against a page as it stands: rule, how it was found, and where. */
export async function findFaults(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (only) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
      // Fingers are larger than pointers.
      rules: { 'target-size': { enabled: matchMedia('(hover: none)').matches } },
      ...(only ? { runOnly: only } : {}),
    });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`),
    );
  }, rules);
}
