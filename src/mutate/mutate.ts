import type { Chapter } from '../transcript/types.ts';
import { mutateChapter, type Mutating } from './mutate-chapter.ts';
import { printScore } from './print-score.ts';

/** Mutates chapters and prints the score; the exit code is 1 where the comparison missed something or raised a false alarm. */
export function mutate(
  chapters: readonly Chapter[],
  mutating: Mutating,
  print: (text: string) => void,
): 0 | 1 {
  const mutated = chapters.map((chapter) => mutateChapter(chapter, mutating));
  const { text, isGood } = printScore(mutated, mutating.seed);
  print(text);
  return isGood ? 0 : 1;
}
