import { getCollection, render } from 'astro:content';
import { root } from 'astro:config/server';
import { course } from '../course.ts';
import { readChapter } from '../site/read-chapter.ts';
import { readSections } from '../site/search/read-sections.ts';
import type { SearchPage } from '../site/search/section.ts';

/** What the search loads when it is opened: the course's pages, cut into sections. */
export async function GET(): Promise<Response> {
  const entries = await getCollection('docs');
  const pages = course.flatMap(({ title: part, chapters }) =>
    chapters.map(async (slug): Promise<SearchPage> => {
      const entry = entries.find(({ id }) => id === slug);
      if (!entry?.filePath) throw new Error(`expected the page "${slug}" but there is none.`);
      const { title, description = '' } = entry.data;
      const { headings } = await render(entry);
      const sections = readSections(readChapter(entry.filePath, root), headings);
      return { slug, title, description, part, sections };
    }),
  );
  return Response.json(await Promise.all(pages));
}
