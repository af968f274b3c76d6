import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Report } from '../transcript/types.ts';

/** Hands the report to components as `virtual:report`, and restarts the dev server when its file at `path` changes. */
export function reportIntegration(report: Report | undefined, path: string): AstroIntegration {
  const id = 'virtual:report';
  return {
    name: 'report',
    hooks: {
      'astro:config:setup'({ updateConfig, addWatchFile }) {
        addWatchFile(pathToFileURL(path));
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'report',
                resolveId: (source: string) => (source === id ? `\0${id}` : undefined),
                load: (resolved: string) =>
                  resolved === `\0${id}`
                    ? `export const report = ${JSON.stringify(report)};`
                    : undefined,
              },
            ],
          },
        });
      },
    },
  };
}
