import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { StarlightPlugin } from '@astrojs/starlight/types';
import type { AstroIntegration } from 'astro';
import { isLoopback } from './guard-request.ts';
import { markFences } from './mark-fences.ts';
import { TOKEN_NAME } from './messages.ts';
import { mountRuns } from './mount-runs.ts';
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
  let isEnding = false;
  const stop = async () => {
    const server = await runs?.catch(() => undefined);
    // Vite's restart of the server ends no building: the next one goes on to watch it.
    await Promise.allSettled([server?.stop(), isEnding ? server?.stopBuild() : undefined]);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    isEnding = true;
    // At SIGTERM Vite closes the server itself.
    if (signal !== 'SIGTERM') void stop().finally(() => process.kill(process.pid, signal));
  };
  return {
    name: 'run',
    hooks: {
      'astro:config:setup'({ updateConfig, injectScript, logger }) {
        injectScript('page', `import ${JSON.stringify(fileURLToPath(pageScript))};`);
        updateConfig({
          vite: {
            // By default Vite lets pages of every port of this machine read what it serves, the token with it.
            server: { cors: false },
            plugins: [
              {
                name: 'run',
                configureServer(server) {
                  mountRuns(server, start, (sentence) => logger.error(sentence));
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

const signals = ['SIGINT', 'SIGHUP', 'SIGTERM'] as const;

const pageScript = new URL('page/start-page.ts', import.meta.url);
