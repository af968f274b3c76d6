import { parseChapter } from '../transcript/parse-chapter.ts';
import { printPlace } from '../transcript/transcript-error.ts';
import type { ChapterResult } from './chapter-result.ts';
import { displayPath } from './chapter-plugin.ts';
import { holdLock } from './hold-lock.ts';
import { rewriteChapter } from './rewrite-chapter.ts';
import { writeAtomically } from './write-atomically.ts';

/** What recording did to one chapter, in lines to print. */
export interface Recorded {
  isGood: boolean;
  lines: string[];
}

/** Writes what a chapter's steps printed into the fences that drifted, in one step, or nothing if a step could not run. */
export async function recordChapter(
  path: string,
  result: ChapterResult | undefined,
  root: string,
): Promise<Recorded> {
  const file = displayPath(root, path);
  const text = result && rewriteChapter(file, result);
  if (result === undefined || text === undefined) {
    return { isGood: false, lines: [`${file}: not recorded, for the reason above.`] };
  }
  if (text === result.text) return { isGood: true, lines: [`${file}: nothing to record.`] };
  if (!(await holdLock(path, () => writeAtomically(path, text, result.text)))) {
    const reason =
      'expected the file as it was when its commands ran but found it changed. It was left alone; run this again.';
    return { isGood: false, lines: [`${file}: ${reason}`] };
  }
  const before = parseChapter(file, result.text).transcripts;
  const after = parseChapter(file, text).transcripts;
  const changed = after.filter((fence, index) => fence.text !== before[index]?.text);
  return { isGood: true, lines: changed.map(({ place }) => `${printPlace(place)}: recorded.`) };
}
