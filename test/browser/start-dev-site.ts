import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { copySite, root, type SiteCopy } from './copy-site.ts';

/** The site, or a copy of it, on a dev server, as `npm start` runs it. */
export interface DevSite {
  /** Ends with a slash. */
  url: string;
  /** Of the server's process. */
  pid: number;
  /** What it has printed so far. */
  printed(): string;
  /** The text of one of its pages' files, by slug. */
  read(slug: string): Promise<string>;
  /** Ends the server by a signal; resolves when it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** Ends the server and removes the copy, where it is one. */
  stop(): Promise<void>;
}

/** Starts a dev server with these pages (slugs and texts) besides the course's own; `args` are more of its arguments. */
export async function startDevSite(
  pages: Record<string, string>,
  ...args: string[]
): Promise<DevSite> {
  const files = Object.entries(pages).map(([slug, text]) => [`${slug}.mdx`, text] as const);
  return startDevServer(await copySite(new Map(files)), ...args);
}

/** Starts a dev server of the project itself, as `npm start` does. */
export const startOwnSite = (): Promise<DevSite> =>
  startDevServer({ folder: root, remove: () => Promise.resolve() });

async function startDevServer(copy: SiteCopy, ...args: string[]): Promise<DevSite> {
  // Another one may be open in the same folder.
  const server = execa('astro', ['dev', '--ignore-lock', '--port', '4500', ...args], {
    cwd: copy.folder,
    preferLocal: true,
    localDir: root,
    reject: false,
    // Vitest's own would make another kind of server of it.
    env: {
      ASTRO_TELEMETRY_DISABLED: '1',
      NODE_ENV: 'development',
      VITEST: undefined,
      FORCE_COLOR: '0',
    },
  });
  let printed = '';
  server.stderr.on('data', (bytes) => (printed += String(bytes)));
  const end = async (signal: NodeJS.Signals) => {
    server.kill(signal);
    await server;
  };
  const stop = async () => {
    await end('SIGTERM');
    await copy.remove();
  };
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (bytes) => {
      printed += String(bytes);
      const [address] = /http:\/\/localhost:\d+\//.exec(printed) ?? [];
      if (address !== undefined) resolve(address);
    });
    server.stdout.on('end', () =>
      reject(new Error(`expected the address of a server but found: ${printed}`)),
    );
  }).catch(async (error: unknown) => {
    await copy.remove();
    throw error;
  });
  return {
    url,
    pid: server.pid ?? 0,
    printed: () => printed,
    read: (slug) => readFile(join(copy.folder, 'src/content/docs', `${slug}.mdx`), 'utf8'),
    end,
    stop,
  };
}
