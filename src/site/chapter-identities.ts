import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseChapter } from '../transcript/parse-chapter.ts';
import type { Transcript } from '../transcript/types.ts';
import { findIdentities, type IdentityReader } from './find-identities.ts';

/** Finds the identities of a fence's chapter; a fence whose chapter is no file knows only its own. */
export type ChapterIdentities = (file: string, fence: Transcript) => IdentityReader;

/** Reads each chapter once as long as its file stays the same; files count from the folder `root`. */
export function createChapterIdentities(root: string): ChapterIdentities {
  const known = new Map<string, { text: string; reader: IdentityReader }>();
  return (file, fence) => {
    const path = join(root, file);
    if (!/\.mdx?$/.test(file) || !existsSync(path)) return findIdentities([fence]);
    const text = readFileSync(path, 'utf8');
    const kept = known.get(file);
    if (kept?.text === text) return kept.reader;
    const reader = findIdentities(parseChapter(file, text).transcripts);
    known.set(file, { text, reader });
    return reader;
  };
}
