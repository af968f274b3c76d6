import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { checkLink } from '../src/ci/check-link.ts';
import { findLinks, type OutsideLink } from '../src/ci/find-links.ts';

const files = globSync(['*.md', '{docs,images,src}/**/*.{md,mdx}']);
const links = new Map<string, OutsideLink[]>();
for (const file of files.sort()) {
  for (const link of findLinks(file, await readFile(file, 'utf8'))) {
    links.set(link.url, [...(links.get(link.url) ?? []), link]);
  }
}

let broken = 0;
// One after another: a site is asked by nobody else of us meanwhile.
for (const [url, places] of links) {
  const reason = await checkLink(url);
  if (reason === undefined) continue;
  broken += 1;
  for (const { file, line } of places) {
    console.log(
      `${file}:${line}: expected ${url} to be there but found: ${reason}. Correct it or take it out.`,
    );
  }
}
console.log(`${links.size} links to other sites, ${broken} broken`);
if (broken > 0) process.exitCode = 1;
