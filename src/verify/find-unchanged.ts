import { readFile } from 'node:fs/promises';
import type { ChapterReport } from '../transcript/types.ts';
import { displayPath } from './chapter-plugin.ts';
import type { ChosenChapter } from './choose-chapters.ts';
import { readReport } from './write-report.ts';

/**
 * Of the chosen chapters, those whose last run on an engine line was green and had the same key: what the report says of them still
 * holds. A chapter of which only some steps were chosen is never among them.
 */
export async function findUnchanged(
  chosen: readonly ChosenChapter[],
  {
    root,
    engineLine,
    keyOf,
  }: { root: string; engineLine: string; keyOf(text: string, file: string): string },
): Promise<Map<ChosenChapter, ChapterReport>> {
  const { chapters } = await readReport(root);
  const unchanged = new Map<ChosenChapter, ChapterReport>();
  for (const chapter of chosen) {
    const file = displayPath(root, chapter.path);
    const entry = chapters.find((each) => each.file === file && each.engineLine === engineLine);
    if (chapter.lines !== undefined || entry?.key === undefined) continue;
    if (entry.key === keyOf(await readFile(chapter.path, 'utf8'), file))
      unchanged.set(chapter, entry);
  }
  return unchanged;
}
