import { createServer, type AddressInfo } from 'node:net';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { needChromium } from '../setup/find-test-findings.mjs';
import { servePacked } from './serve-packed.ts';

/** Lighthouse's scores of a page on a simulated phone, 0 to 100, and what keeps one below 100. */
export interface Scores {
  slug: string;
  scores: Record<string, number>;
  faults: string[];
}

/** Runs Lighthouse offline in this machine's Chromium on pages of a built site. */
export async function measureLighthouse(dist: string, slugs: readonly string[]): Promise<Scores[]> {
  const site = await servePacked(dist);
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: needChromium(),
    args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
  });
  const measured: Scores[] = [];
  try {
    for (const slug of slugs) {
      const url = new URL(slug === 'index' ? '' : `${slug}/`, site.url).href;
      const result = await lighthouse(url, { port, logLevel: 'error', output: 'json' });
      if (!result) throw new Error(`expected scores of ${url} from Lighthouse, but found none.`);
      const { categories, audits } = result.lhr;
      const all = Object.values(categories);
      measured.push({
        slug,
        scores: Object.fromEntries(
          all.map(({ id, score }) => [id, Math.round((score ?? 0) * 100)] as const),
        ),
        faults: all
          .flatMap(({ auditRefs }) => auditRefs)
          .flatMap(({ id, weight }) => {
            const audit = audits[id];
            const isFault = weight > 0 && audit?.score !== null && (audit?.score ?? 1) < 0.9;
            return isFault ? [`${id}: ${audit?.displayValue ?? audit?.title}`] : [];
          }),
      });
    }
  } finally {
    await browser.close();
    await site.stop();
  }
  return measured;
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    }),
  );
}
