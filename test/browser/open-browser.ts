import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Starts Debian's Chromium without a window, as root too, and without calls of its own to other hosts; `more` are arguments. */
export async function openBrowser(...more: string[]): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(
      `expected Chromium at ${executablePath}, but it is not there. Install it with: apt-get install chromium`,
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}
