import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a reader's browser loads for a page before anything is pressed, in bytes as gzip packs them, each file for itself; fonts and pictures aside. */
export interface PageWeight {
  /** The page and its style sheets. */
  text: number;
  /** Its scripts with all that they import; what they import later, when asked, is not counted. */
  script: number;
}

/** Weighs a built page; `dist` is the folder that is served at `base`. */
export function weighPage(dist: string, page: string, base = '/'): PageWeight {
  const html = readFileSync(join(dist, page), 'utf8');
  const linked = (pattern: RegExp) =>
    [...new Set(Array.from(html.matchAll(pattern), ([, address = '']) => address))].map((address) =>
      join(dist, relative(base, address)),
    );
  const styles = linked(/<link\b[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g);
  const scripts = linked(/<script\b[^>]*src="([^"]+)"/g);
  const imported = new Set<string>();
  const follow = (file: string) => {
    if (imported.has(file)) return;
    imported.add(file);
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(staticImport)) {
      follow(join(dirname(file), name));
    }
  };
  scripts.forEach(follow);
  return {
    text: packed(Buffer.from(html)) + sum(styles),
    script: sum([...imported]),
  };
}

const staticImport = /\b(?:import|from)\s*["'](\.[^"']+)["']/g;

const packed = (bytes: Buffer) => gzipSync(bytes, { level: 9 }).length;

const sum = (files: string[]) =>
  files.reduce((total, file) => total + packed(readFileSync(file)), 0);
