import { courseDigests, readImagesLock } from '../sandbox/course-images.ts';
import { lintChapter } from '../transcript/lint-chapter.ts';
import { parseChapter } from '../transcript/parse-chapter.ts';
import { TranscriptError } from '../transcript/transcript-error.ts';
import type { Chapter } from '../transcript/types.ts';
import { readLineChapter } from './read-differences.ts';

/** A chapter as an engine line is to print it, ready to be run; throws a `TranscriptError` with all that is wrong with its fences. */
export function loadChapter(
  text: string,
  { file, ...options }: { file: string; root: string; engineLine: string; isRecording: boolean },
): Chapter {
  const chapter = parseChapter(file, text);
  const problems = lintChapter(chapter, courseDigests(readImagesLock()));
  if (problems.length > 0) throw new TranscriptError(problems);
  return readLineChapter(chapter, options);
}
