import { getCollection } from 'astro:content';
import { root } from 'astro:config/server';
import { report } from 'virtual:report';
import { claims } from '../claims.ts';
import { chapterFile, course } from '../course.ts';
import { readChapter } from '../site/read-chapter.ts';
import { buildLedger, type LedgerRow } from './ledger.ts';

/** The ledger of the whole course, from its chapters as they stand in their files. */
export async function readLedger(): Promise<LedgerRow[]> {
  const pages = await getCollection('docs');
  const chapters = course.flatMap(({ chapters: slugs }) =>
    slugs.map((slug) => ({
      slug,
      title: pages.find(({ id }) => id === slug)?.data.title ?? slug,
      chapter: readChapter(chapterFile(slug), root),
    })),
  );
  return buildLedger(claims, chapters, report);
}
