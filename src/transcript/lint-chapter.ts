import { findBareFences } from './find-bare-fences.ts';
import { findRandomOrder } from './find-random-order.ts';
import { findUndeclaredNeeds } from './find-undeclared-needs.ts';
import { findVolatileWords } from './find-volatile-words.ts';
import type { Problem } from './transcript-error.ts';
import type { Chapter } from './types.ts';

/**
 * What in a chapter's fences would fail, drift or do harm in the next run or in a reader's terminal, in the chapter's order.
 * `literals` are the digests of the course images, 64 hexadecimal digits each.
 */
export function lintChapter(chapter: Chapter, literals: ReadonlySet<string>): Problem[] {
  const problems = [
    ...findVolatileWords(chapter, literals),
    ...findRandomOrder(chapter),
    ...findBareFences(chapter),
    ...findUndeclaredNeeds(chapter),
  ];
  return problems.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}
