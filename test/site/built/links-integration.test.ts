import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import { expect, onTestFinished, test } from 'vitest';
import { linksIntegration } from '../../../src/site/built/links-integration.ts';

type BuildDone = NonNullable<AstroIntegration['hooks']['astro:build:done']>;

/** Runs the check over a built site of these files, as Astro does at the end of a build. */
async function endBuild(pages: Record<string, string>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'built-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [file, html] of Object.entries(pages)) {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), html);
  }
  const done = linksIntegration().hooks['astro:build:done'];
  await done?.({ dir: pathToFileURL(`${folder}/`) } as Parameters<BuildDone>[0]);
}

test('a build whose links all lead somewhere ends well', async () => {
  await endBuild({
    'index.html': '<a href="one/#a">a</a>',
    'one/index.html': '<p id="a"><a href="../">b</a></p>',
  });
});

test('a build with broken links fails and says all of them', async () => {
  const built = endBuild({
    'index.html': '<a href="one/#b">a</a><a href="/one">a</a>',
    'one/index.html': '<p id="a"><a href="../two/">b</a></p>',
  });
  await expect(built).rejects.toThrowErrorMatchingInlineSnapshot(`
    [Error: index.html: one/#b: expected the anchor #b in one/index.html but found none. Name a heading, a fence's id or a claim of that page.
    index.html: /one: expected a slash at the end of the page's address but found none: hosts would redirect. Add it.
    one/index.html: ../two/: expected two/index.html to be built but found no such file. Correct the link, or add the page to src/course.ts.]
  `);
});
