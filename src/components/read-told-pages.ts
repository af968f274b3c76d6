import { base, root, site } from 'astro:config/server';
import { chapterFile } from '../course.ts';
import type { ToldPage } from '../site/llms.ts';
import { pageAddress } from '../site/page-address.ts';
import { readChapter } from '../site/read-chapter.ts';
import { readCourse } from './read-course.ts';

/** The course's pages as language models are told of them. */
export async function readToldPages(): Promise<ToldPage[]> {
  return (await readCourse()).map(({ slug, part, title, description }) => ({
    part,
    title,
    description,
    url: wholeAddress(pageAddress(slug, base)),
    source: readChapter(chapterFile(slug), root).text,
  }));
}

/** An address on the host as a whole one, where the site's address is known. */
export const wholeAddress = (address: string): string =>
  site ? new URL(address, site).href : address;
