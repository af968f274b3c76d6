import { basename } from 'node:path';
import { courseDigests, readImagesLock } from '../sandbox/course-images.ts';
import { parseChapter } from '../transcript/parse-chapter.ts';
import { printDifferences } from '../transcript/print-differences.ts';
import { updateDifferences } from '../transcript/update-differences.ts';
import type { ChapterResult } from './chapter-result.ts';
import { pairRecordings } from './pair-recordings.ts';
import type { Change } from './print-patch.ts';
import { readDifferences, readLineChapter } from './read-differences.ts';

/**
 * What an engine line printed differently in a run of a chapter, as the line's file is to say it; undefined where a step could not run,
 * or the chapter is no page of the course. May throw a `TranscriptError`.
 */
export function rewriteDifferences(
  chapterFile: string,
  { text, recordings: recorded, facts }: ChapterResult,
  { root, engineLine }: { root: string; engineLine: string },
): Change | undefined {
  const { file, text: before } = readDifferences(root, engineLine, chapterFile);
  if (file === undefined || recorded === undefined) return undefined;
  const options = { root, engineLine, isRecording: true };
  const chapter = readLineChapter(parseChapter(chapterFile, text), options);
  const recordings = pairRecordings(chapter, recorded);
  const steps = updateDifferences(chapter, {
    ...{ recordings, facts },
    literals: courseDigests(readImagesLock()),
  });
  const title = `${basename(file, '.md')} on ${engineLine}`;
  const after = steps.length === 0 ? undefined : printDifferences(title, { steps });
  return { file, before, after };
}
