import { render } from 'astro:content';
import { root } from 'astro:config/server';
import { readCourse } from '../components/read-course.ts';
import { chapterFile } from '../course.ts';
import { readChapter } from '../site/read-chapter.ts';
import { readSections } from '../site/search/read-sections.ts';
import type { SearchPage } from '../site/search/section.ts';

/** What the search loads when it is opened: the course's pages, cut into sections. */
export async function GET(): Promise<Response> {
  const pages = (await readCourse()).map(async ({ entry, ...page }): Promise<SearchPage> => {
    const { headings } = await render(entry);
    const sections = readSections(readChapter(chapterFile(page.slug), root), headings);
    return { ...page, sections };
  });
  return Response.json(await Promise.all(pages));
}
