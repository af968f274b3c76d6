import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { chapterFile } from '../../course.ts';
import { fileAddress } from '../page-address.ts';
import { checkLinks, type BrokenLink, type Served } from './check-links.ts';
import { readBuiltPages } from './read-built-pages.ts';

/** Stops a build whose pages hold links within the site that lead nowhere, and says all of them. */
export function linksIntegration(): AstroIntegration {
  let root = new URL('.', import.meta.url);
  let served: Served = { base: '/', site: undefined };
  return {
    name: 'links',
    hooks: {
      'astro:config:done'({ config }) {
        root = config.root;
        served = { base: fileAddress('', config.base), site: config.site };
      },
      'astro:build:done'({ dir }) {
        const folder = fileURLToPath(dir);
        const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
        const files = entries
          .filter((entry) => entry.isFile())
          .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
          .map((file) => file.replaceAll('\\', '/'));
        const broken = checkLinks(readBuiltPages(folder), new Set(files), served);
        if (broken.length === 0) return;
        throw new Error(broken.map((each) => describeBroken(each, fileURLToPath(root))).join('\n'));
      },
    },
  };
}

/** One sentence with the place in the chapter where the link is written; the built page's file where it is not a chapter's. */
export function describeBroken({ file, link, sentence }: BrokenLink, root: string): string {
  const slug = file.replace(/\/?index\.html$/, '') || 'index';
  const source = chapterFile(slug);
  return `${placeOf(join(root, source), source, link) ?? file}: ${link}: ${sentence}`;
}

function placeOf(path: string, source: string, link: string): string | undefined {
  if (!existsSync(path)) return undefined;
  for (const [at, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    const column = [link, decodeURI(link)]
      .map((each) => line.indexOf(each))
      .find((each) => each >= 0);
    if (column !== undefined) return `${source}:${at + 1}:${column + 1}`;
  }
  return undefined;
}
