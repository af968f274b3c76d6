import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chapterFile, type Part } from '../course.ts';

/** The course as Starlight's side bar; a chapter without its file is an error. `root` ends with a slash. */
export function courseSidebar(course: Part[], root: URL) {
  return course.map(({ title, chapters }) => ({
    label: title,
    items: chapters.map((slug) => {
      const file = chapterFile(slug);
      if (!existsSync(fileURLToPath(new URL(file, root)))) {
        throw new Error(
          `src/course.ts: expected the chapter "${slug}" of 「${title}」 in ${file}, but there is no such file. ` +
            `Write it, or take "${slug}" out of the list.`,
        );
      }
      return { slug };
    }),
  }));
}
