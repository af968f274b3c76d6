import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyDifferences, dropUnknown } from '../transcript/apply-differences.ts';
import { differencesFile } from '../transcript/differences-file.ts';
import { parseDifferences } from '../transcript/parse-differences.ts';
import type { Chapter } from '../transcript/types.ts';

/** The text of what a line is known to print differently in a chapter, and its file; no text where it is not known to differ. */
export function readDifferences(
  root: string,
  engineLine: string,
  chapterFile: string,
): { file: string | undefined; text: string | undefined } {
  const file = differencesFile(engineLine, chapterFile);
  if (file === undefined || !existsSync(join(root, file))) return { file, text: undefined };
  return { file, text: readFileSync(join(root, file), 'utf8') };
}

/**
 * A chapter whose steps know what the line prints instead; throws a `TranscriptError` where the line's file is wrong. For recording,
 * sections of steps that are gone are passed over.
 */
export function readLineChapter(
  chapter: Chapter,
  { root, engineLine, isRecording }: { root: string; engineLine: string; isRecording: boolean },
): Chapter {
  const { file, text } = readDifferences(root, engineLine, chapter.file);
  if (file === undefined || text === undefined) return chapter;
  const differences = parseDifferences(file, text);
  return applyDifferences(chapter, isRecording ? dropUnknown(chapter, differences) : differences);
}
