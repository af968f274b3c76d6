import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { preview } from 'astro';
import { execa } from 'execa';
import type { Report } from '../../src/transcript/types.ts';
import { copySite, root } from './copy-site.ts';

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

/** Builds the site into a folder of its own with another report, or with none, and serves it. */
export async function serveWithReport(report: Report | undefined): Promise<Site> {
  const copy = await copySite(new Map());
  const reportFile = join(copy.folder, 'verify.json');
  if (report) await writeFile(reportFile, JSON.stringify(report));
  await execa('astro', ['build'], {
    cwd: copy.folder,
    preferLocal: true,
    localDir: root,
    env: { VERIFY_REPORT: reportFile, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  const site = await serve(join(copy.folder, 'dist'));
  const stop = async () => {
    await site.stop();
    await copy.remove();
  };
  return { ...site, stop };
}

async function serve(outDir: string): Promise<Site> {
  const server = await preview({
    root,
    outDir,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0 },
  });
  return { url: `http://127.0.0.1:${server.port}/`, stop: () => server.stop() };
}
