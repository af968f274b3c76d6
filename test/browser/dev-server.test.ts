import { expect, onTestFinished, test } from 'vitest';
import { openBrowser } from './open-browser.ts';
import { startOwnSite } from './start-dev-site.ts';

test('npm start shows a chapter as readers will see it, without tools of the server or complaints', async () => {
  const site = await startOwnSite();
  onTestFinished(() => site.stop());
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${site.url}image-management/`);
  await page.locator('#pull-by-tag').getByRole('button', { name: '명령 복사' }).waitFor();
  // What the server adds of its own comes after the page.
  await page.waitForLoadState('networkidle');
  expect(await page.locator('astro-dev-toolbar').count()).toBe(0);
  const prompt = page.locator('#pull-by-tag .step-prompt').first();
  expect(await prompt.evaluate((span) => getComputedStyle(span).userSelect)).toBe('none');
  expect(complaints).toEqual([]);
});
