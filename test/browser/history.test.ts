import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { chapterFile, course } from '../../src/course.ts';
import { root } from './copy-site.ts';

const slugs = course.flatMap(({ chapters }) => chapters);

test.each(slugs)('%s tells the day of the last commit that changed its file', async (slug) => {
  const git = execa({ cwd: root });
  const { stdout: isShallow } = await git`git rev-parse --is-shallow-repository`;
  const { stdout: date } = await git`git log -1 --format=%cI -- ${chapterFile(slug)}`;
  const file = slug === 'index' ? 'index.html' : `${slug}/index.html`;
  const html = readFileSync(join(root, 'dist', file), 'utf8');
  const shown = /마지막으로 고친 날 <time datetime="([^"]*)"/.exec(html)?.[1];
  // Of a shallow clone nobody knows, and a page says nothing.
  expect(shown).toBe(isShallow === 'true' ? undefined : date);
});
