import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { StarlightPlugin } from '@astrojs/starlight/types';
import type { AstroIntegration } from 'astro';
import type { ViteDevServer } from 'vite';
import { isLoopback } from './guard-request.ts';
import { markFences } from './mark-fences.ts';
import { RUN_PATH, TOKEN_NAME } from './messages.ts';
import type { RunServer } from './serve-runs.ts';

/**
 * Lets the pages of the dev server run their fences in sandboxes. In a build it does nothing at all, nor does it on a
 * server that other machines can reach.
 */
export function runPlugin(): StarlightPlugin {
  return {
    name: 'run',
    hooks: {
      'config:setup'({ command, config, updateConfig, addIntegration, astroConfig, logger }) {
        if (command !== 'dev') return;
        const { host } = astroConfig.server;
        if (host !== false && host !== 'localhost' && !isLoopback(String(host))) {
          logger.warn(
            'Pages run no commands: other machines can reach this server. Start it without --host.',
          );
          return;
        }
        const token = randomBytes(32).toString('base64url');
        const code = typeof config.expressiveCode === 'object' ? config.expressiveCode : {};
        updateConfig({
          head: [
            ...(config.head ?? []),
            { tag: 'meta', attrs: { name: TOKEN_NAME, content: token } },
          ],
          expressiveCode: { ...code, plugins: [markFences(), ...(code.plugins ?? [])] },
        });
        addIntegration(runIntegration(fileURLToPath(astroConfig.root), token));
      },
    },
  };
}

function runIntegration(root: string, token: string): AstroIntegration {
  let runs: Promise<RunServer> | undefined;
  const start = () =>
    (runs ??= import('./serve-runs.ts').then(({ serveRuns }) => serveRuns(root, token)));
  const stop = async () => (await runs)?.stop();
  const onSignal = (signal: NodeJS.Signals) => {
    void stop().finally(() => process.kill(process.pid, signal));
  };
  return {
    name: 'run',
    hooks: {
      'astro:config:setup'({ updateConfig, injectScript }) {
        injectScript('page', `import ${JSON.stringify(fileURLToPath(pageScript))};`);
        updateConfig({
          vite: {
            // By default Vite lets pages of every port of this machine read what it serves, the token with it.
            server: { cors: false },
            plugins: [
              {
                name: 'run',
                configureServer(server) {
                  mount(server, start);
                  // At SIGTERM Vite closes the server itself.
                  for (const signal of signals) process.once(signal, onSignal);
                },
                // For a restart, too: pages get another token then.
                async closeServer() {
                  for (const signal of signals) process.off(signal, onSignal);
                  await stop();
                },
              },
            ],
          },
        });
      },
    },
  };
}

const signals = ['SIGINT', 'SIGHUP'] as const;

const pageScript = new URL('page/start-page.ts', import.meta.url);

/** Answers before Vite and Astro do. */
function mount({ middlewares, httpServer }: ViteDevServer, start: () => Promise<RunServer>): void {
  middlewares.use((request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    if (isForeign(request.headers)) response.writeHead(403).end();
    else if (!request.url?.startsWith(RUN_PATH)) next();
    else void start().then((runs) => runs.handle(request, response));
  });
  httpServer?.on('upgrade', (request, socket) => {
    if (request.url?.startsWith(RUN_PATH)) socket.destroy();
  });
  // The first click shall not wait for it.
  httpServer?.once('listening', () => void start());
}

/** Whether another site asks for anything but to open a page (Fetch Metadata): Vite has more that can be asked for. */
function isForeign(asked: IncomingHttpHeaders): boolean {
  const isOwn = ['same-origin', 'none', undefined].includes(asked['sec-fetch-site']);
  return !isOwn && asked['sec-fetch-dest'] !== 'document';
}

/** No other site may show a page in a frame, or read or use what is served. */
const headers = [
  ['content-security-policy', "frame-ancestors 'none'"],
  ['x-frame-options', 'DENY'],
  ['x-content-type-options', 'nosniff'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['referrer-policy', 'same-origin'],
] as const;
