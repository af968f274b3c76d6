import type { Fence } from './find-fences.ts';
import type { Problem } from './transcript-error.ts';
import type { ChapterFile } from './types.ts';

/** The file that a fence with a title shows; a path that leaves the start folder is added to `problems`. */
export function readShownFile(
  fence: Fence & { title: string },
  before: number,
  problems: Problem[],
): ChapterFile {
  const { title: path, text, place } = fence;
  const mistake = findMistake(path);
  if (mistake !== undefined) {
    const sentence = `expected the path of a file below the chapter's folder in title but found ${mistake} in "${path}". Write one like title="app/server.js", or leave the title out if it is no file.`;
    const column = fence.metaColumn + fence.meta.search(/title=/);
    problems.push({ place: { ...place, column }, sentence });
  }
  return { path, text: text === '' ? '' : `${text}\n`, place, before };
}

function findMistake(path: string): string | undefined {
  if (path === '') return 'nothing';
  if (path.includes('\\')) return 'a backslash';
  if (path.startsWith('/') || path.startsWith('~')) return 'an absolute path';
  const parts = path.split('/');
  if (parts.includes('')) return 'an empty part';
  return parts.find((part) => part === '.' || part === '..');
}
