import { getCollection, type CollectionEntry } from 'astro:content';
import { course } from '../course.ts';

/** A page of the course, in its place. */
export interface CoursePage {
  slug: string;
  part: string;
  title: string;
  description: string;
  entry: CollectionEntry<'docs'>;
}

/** The pages of the course in reading order. */
export async function readCourse(): Promise<CoursePage[]> {
  const entries = new Map((await getCollection('docs')).map((entry) => [entry.id, entry]));
  return course.flatMap(({ title: part, chapters }) =>
    chapters.flatMap((slug) => {
      const entry = entries.get(slug);
      if (!entry) return [];
      const { title, description = '' } = entry.data;
      return [{ slug, part, title, description, entry }];
    }),
  );
}
