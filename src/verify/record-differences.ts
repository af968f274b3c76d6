import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseDifferences } from '../transcript/parse-differences.ts';
import { TranscriptError } from '../transcript/transcript-error.ts';
import type { ChapterResult } from './chapter-result.ts';
import { displayPath } from './chapter-plugin.ts';
import { readDifferences } from './read-differences.ts';
import type { Recorded } from './record-chapter.ts';
import { rewriteDifferences } from './rewrite-differences.ts';
import { writeAtomically } from './write-atomically.ts';

/**
 * Writes what an engine line prints differently in a chapter into the line's file, and takes away what no longer differs; nothing if a
 * step could not run.
 */
export async function recordDifferences(
  path: string,
  result: ChapterResult | undefined,
  { root, engineLine }: { root: string; engineLine: string },
): Promise<Recorded> {
  const chapterFile = displayPath(root, path);
  const { file, text: before = '' } = readDifferences(root, engineLine, chapterFile);
  if (file === undefined) {
    const sentence = `expected a page of the course below src/content/docs but found another file. What ${engineLine} prints differently is kept of pages only; record this file without --engine.`;
    return { isGood: false, lines: [`${chapterFile}: ${sentence}`] };
  }
  if (before !== '' && parseDifferences(file, before).impossible !== undefined) {
    return { isGood: true, lines: [`${file}: says why it is not possible.`] };
  }
  if (result?.recordings === undefined) {
    const sentence = `not recorded, for the reason above. If a step cannot be run on ${engineLine}, say so: "## ID, step N: not possible" and why, in ${file}.`;
    return { isGood: false, lines: [`${chapterFile}: ${sentence}`] };
  }
  try {
    const after = rewriteDifferences(chapterFile, result, { root, engineLine })?.after ?? '';
    if (after === before) return { isGood: true, lines: [`${file}: nothing to record.`] };
    if (after === '') await rm(join(root, file));
    else {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeAtomically(join(root, file), after);
    }
    return { isGood: true, lines: [`${file}: recorded. ${describeReasons(after, file)}`] };
  } catch (error) {
    if (!(error instanceof TranscriptError)) throw error;
    return { isGood: false, lines: [error.message] };
  }
}

function describeReasons(text: string, file: string): string {
  const lines = parseDifferences(file, text)
    .steps.filter(({ reason }) => reason === '')
    .map(({ place }) => place.line);
  if (lines.length === 0) return 'Every difference says why.';
  return `Write in Korean why it differs, below the headings on lines ${lines.join(', ')}.`;
}
