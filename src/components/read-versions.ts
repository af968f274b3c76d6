import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getCollection } from 'astro:content';
import { root } from 'astro:config/server';
import { engineLines } from 'virtual:report';
import { chapterFile, course } from '../course.ts';
import { readLineDifferences } from '../site/line-differences.ts';
import { readChapter } from '../site/read-chapter.ts';
import type { VersionChapter } from './versions.ts';

/** Every page of the course with what other engine lines print differently in it. */
export async function readVersions(): Promise<VersionChapter[]> {
  const pages = await getCollection('docs');
  const folder = fileURLToPath(root);
  return course.flatMap(({ chapters }) =>
    chapters.map((slug) => ({
      slug,
      title: pages.find(({ id }) => id === slug)?.data.title ?? slug,
      chapter: readChapter(chapterFile(slug), root),
      ofLines: readLineDifferences(folder, engineLines.slice(1), chapterFile(slug)),
    })),
  );
}

/** The digests of the course images, which are no names: they are the same on every engine line. */
export function readCourseDigests(): Set<string> {
  const lock = readFileSync(new URL('images/images.lock.json', root), 'utf8');
  return new Set(lock.match(/\b[0-9a-f]{64}\b/g));
}
