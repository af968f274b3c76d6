import { courseDigests, readImagesLock } from '../sandbox/course-images.ts';
import { parseChapter } from '../transcript/parse-chapter.ts';
import { updateChapter } from '../transcript/update.ts';
import type { ChapterResult } from './chapter-result.ts';
import { pairRecordings } from './pair-recordings.ts';

/** A chapter's text with what its steps printed in a run, every byte as it was where nothing drifted; undefined where a step could not run. */
export function rewriteChapter(
  file: string,
  { text, recordings, facts }: ChapterResult,
): string | undefined {
  if (recordings === undefined) return undefined;
  const chapter = parseChapter(file, text);
  const literals = courseDigests(readImagesLock());
  return updateChapter(chapter, {
    recordings: pairRecordings(chapter, recordings),
    literals,
    facts,
  });
}
