import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { openBrowser } from './open-browser.ts';
import { root } from './copy-site.ts';

/** Starts what `npm start` starts, on a port that is free; resolves to its address. */
function startDevServer(): Promise<string> {
  const server = execa('astro', ['dev', '--host', '127.0.0.1', '--port', '4400'], {
    cwd: root,
    preferLocal: true,
    reject: false,
    // Vitest's own would make another kind of server of it.
    env: {
      ASTRO_TELEMETRY_DISABLED: '1',
      NODE_ENV: 'development',
      VITEST: undefined,
      FORCE_COLOR: '0',
    },
  });
  onTestFinished(async () => {
    server.kill();
    await server;
  });
  let printed = '';
  return new Promise((resolve, reject) => {
    server.stdout.on('data', (bytes) => {
      printed += String(bytes);
      const [address] = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed) ?? [];
      if (address !== undefined) resolve(address);
    });
    server.stdout.on('end', () =>
      reject(new Error(`expected the address of a server but found: ${printed}`)),
    );
  });
}

test('npm start shows a chapter as readers will see it, without tools of the server or complaints', async () => {
  const address = await startDevServer();
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${address}image-management/`);
  await page.locator('#pull-by-tag').getByRole('button', { name: '명령 복사' }).waitFor();
  // What the server adds of its own comes after the page.
  await page.waitForLoadState('networkidle');
  expect(await page.locator('astro-dev-toolbar').count()).toBe(0);
  const prompt = page.locator('#pull-by-tag .step-prompt').first();
  expect(await prompt.evaluate((span) => getComputedStyle(span).userSelect)).toBe('none');
  expect(complaints).toEqual([]);
});
