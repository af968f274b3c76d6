import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseChapter } from '../transcript/parse-chapter.ts';
import type { Transcript } from '../transcript/types.ts';
import { findIdentities, type IdentityReader } from './find-identities.ts';
import { parseOnce } from './parse-once.ts';

/** Finds the identities of a fence's chapter; a fence whose chapter is no file knows only its own. */
export type ChapterIdentities = (file: string, fence: Transcript) => IdentityReader;

/** Reads each chapter once as long as its file stays the same; files count from the folder `root`. */
export function createChapterIdentities(root: string): ChapterIdentities {
  const parse = parseOnce((file, text) => findIdentities(parseChapter(file, text).transcripts));
  return (file, fence) => {
    const path = join(root, file);
    if (!/\.mdx?$/.test(file) || !existsSync(path)) return findIdentities([fence]);
    return parse(file, readFileSync(path, 'utf8'));
  };
}
