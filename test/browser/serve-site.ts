import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { preview } from 'astro';
import { execa } from 'execa';
import { fileAddress } from '../../src/site/page-address.ts';
import type { Report } from '../../src/transcript/types.ts';
import { copySite, root, type SiteCopy } from './copy-site.ts';

/** Pages that are served until `stop`; `url` ends with a slash. */
export interface Site {
  url: string;
  stop(): Promise<void>;
}

/** Serves `dist/` as `astro build` left it. */
export async function serveDist(): Promise<Site> {
  if (!existsSync(join(root, 'dist/index.html'))) {
    throw new Error('expected a built site in dist/, but there is none. Build it: npm run build');
  }
  return serve('dist');
}

/** Builds the site into a folder of its own with another report, or with none, and with more pages, and serves it. */
export async function serveWithReport(
  report: Report | undefined,
  pages: ReadonlyMap<string, string> = new Map(),
): Promise<Site> {
  const copy = await copySite(pages);
  const reportFile = join(copy.folder, 'verify.json');
  if (report) await writeFile(reportFile, JSON.stringify(report));
  return serveCopy(copy, { VERIFY_REPORT: reportFile });
}

/** Builds a copy of the site with these settings (as `astro.config.mjs` reads them) and serves it; `stop` removes the copy. */
export async function serveCopy(copy: SiteCopy, settings: Record<string, string>): Promise<Site> {
  const built = await execa('astro', ['build'], {
    cwd: copy.folder,
    preferLocal: true,
    localDir: root,
    reject: false,
    // Vitest's own BASE_URL would be taken for the site's.
    env: { ...settings, BASE_URL: undefined, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  if (built.failed) {
    await copy.remove();
    throw built;
  }
  const site = await serve(join(copy.folder, 'dist'), settings['BASE']);
  const stop = async () => {
    await site.stop();
    await copy.remove();
  };
  return { ...site, stop };
}

async function serve(outDir: string, base = '/'): Promise<Site> {
  const server = await preview({
    root,
    outDir,
    base,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0 },
  });
  const url = new URL(fileAddress('', base), `http://127.0.0.1:${server.port}`).href;
  return { url, stop: () => server.stop() };
}
