import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { needChromium } from '../../scripts/setup/find-test-findings.mjs';
import { openBrowser } from './open-browser.ts';

function nameBrowser(path: string): void {
  vi.stubEnv('CHROMIUM', path);
  onTestFinished(() => void vi.unstubAllEnvs());
}

test('the browser that CHROMIUM names is the one that tests open', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'browser-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const own = join(folder, 'chromium');
  await writeFile(own, `#!/bin/sh\necho opened >${folder}/log\nexec ${needChromium()} "$@"\n`);
  await chmod(own, 0o755);
  nameBrowser(own);
  const browser = await openBrowser();
  await browser.close();
  expect(await readFile(join(folder, 'log'), 'utf8')).toBe('opened\n');
});

test('a browser that CHROMIUM names and that is not there is told, and no other one is taken', async () => {
  nameBrowser('/no/such/browser');
  await expect(openBrowser()).rejects.toThrow(
    'expected Chromium, found none at /no/such/browser (CHROMIUM). Install Chromium or Chrome, or set CHROMIUM to where it is.',
  );
});
