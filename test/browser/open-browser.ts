import { chromium, type Browser } from 'playwright-core';
import { needChromium } from '../../scripts/setup/find-test-findings.mjs';

/** Starts this machine's Chromium without a window, as root too, and without calls of its own to other hosts; `more` are arguments. */
export async function openBrowser(...more: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: needChromium(),
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
