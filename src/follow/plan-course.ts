import type { Chapter, Transcript } from '../transcript/types.ts';
import { ChoiceError } from '../verify/choose-chapters.ts';

/** What a reader types at one go. */
export interface Stretch {
  chapter: Chapter;
  transcripts: Transcript[];
  /** What is on their Docker at its end, in the words of `listThings`. */
  stays: readonly string[];
}

/** What the chapter that prepares a reader's Docker puts there until the course is over. */
const prepared = ['container course-registry', 'image localhost/course-registry:1.0'];

/**
 * What a reader types of a course, in order: the chapter that prepares their Docker (`needs: [bundle]`) up to its clean-up, those after it,
 * and that clean-up at last. What stands before it is for looking at. Throws a `ChoiceError` where no chapter prepares anything.
 */
export function planCourse(chapters: readonly Chapter[]): Stretch[] {
  const start = chapters.findIndex(isPreparation);
  const [chapter, ...others] = start < 0 ? [] : chapters.slice(start);
  if (chapter === undefined) {
    throw new ChoiceError(
      "expected a chapter that prepares a reader's Docker, with needs: [bundle] in its front matter, but found none. Put one into src/course.ts.",
    );
  }
  const { transcripts } = chapter;
  const cleanUp = findCleanUp(chapter);
  return [
    {
      chapter,
      transcripts: transcripts.filter(({ place }) => place.line < cleanUp),
      stays: prepared,
    },
    ...others
      .filter((other) => other.transcripts.length > 0)
      .map((other) => ({ chapter: other, transcripts: other.transcripts, stays: prepared })),
    { chapter, transcripts: transcripts.filter(({ place }) => place.line > cleanUp), stays: [] },
  ];
}

/** Whether a chapter prepares a reader's Docker, and removes at its end what the course needed there. */
export const isPreparation = ({ needs }: Pick<Chapter, 'needs'>): boolean =>
  needs.includes('bundle');

/** The line of its heading. */
function findCleanUp({ file, text }: Chapter): number {
  const line = text.split(/\r\n|\n|\r/).indexOf('## 정리') + 1;
  if (line > 0) return line;
  throw new ChoiceError(
    `${file}: expected the heading "## 정리", under which readers are told how to remove everything, but found none. Write it.`,
  );
}
