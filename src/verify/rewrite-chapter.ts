import { courseDigests, readImagesLock } from '../sandbox/course-images.ts';
import { parseChapter } from '../transcript/parse-chapter.ts';
import { updateChapter } from '../transcript/update.ts';
import type { ChapterResult } from './chapter-result.ts';

/** A chapter's text with what its steps printed in a run, every byte as it was where nothing drifted; undefined where a step could not run. */
export function rewriteChapter(
  file: string,
  { text, recordings, facts }: ChapterResult,
): string | undefined {
  if (recordings === undefined) return undefined;
  const chapter = parseChapter(file, text);
  const bySteps = new Map(
    chapter.transcripts.flatMap(({ steps }, fence) =>
      steps.flatMap((step, index) => {
        const recording = recordings[fence]?.[index];
        return recording === undefined ? [] : [[step, recording] as const];
      }),
    ),
  );
  const literals = courseDigests(readImagesLock());
  return updateChapter(chapter, { recordings: bySteps, literals, facts });
}
