import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Report } from '../transcript/types.ts';

/** What components are given of verify runs. */
export interface Reports {
  /** Of the published line. */
  report: Report | undefined;
  /** Of every line. */
  wholeReport: Report | undefined;
  /** The engine lines, the published one first. */
  engineLines: readonly string[];
}

/** Hands reports to components as `virtual:report`, and restarts the dev server when their file at `path` changes. */
export function reportIntegration(reports: Reports, path: string): AstroIntegration {
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
                  resolved === `\0${id}` ? printModule(reports) : undefined,
              },
            ],
          },
        });
      },
    },
  };
}

const printModule = (reports: Reports): string =>
  Object.entries(reports)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
    .join('');
