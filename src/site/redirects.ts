import type { Part } from '../course.ts';
import { pageAddress } from './page-address.ts';

/**
 * Redirects for Astro from the old slugs of chapters to the new ones. Throws where an old slug is still a page, or a new
 * one is none.
 */
export function redirectsOf(
  moved: Readonly<Record<string, string>>,
  course: readonly Part[],
  base: string,
): Record<string, string> {
  const slugs = new Set(course.flatMap(({ chapters }) => chapters));
  return Object.fromEntries(
    Object.entries(moved).map(([old, now]) => {
      if (slugs.has(old)) {
        throw new Error(
          `src/course.ts: expected "${old}", which moved to "${now}", to be no page any more, but the course lists it. Take it out of one of the lists.`,
        );
      }
      if (!slugs.has(now)) {
        throw new Error(
          `src/course.ts: expected "${now}", to which "${old}" moved, to be a page, but the course does not list it. Name the page that took its place.`,
        );
      }
      return [`/${old}/`, pageAddress(now, base)];
    }),
  );
}
