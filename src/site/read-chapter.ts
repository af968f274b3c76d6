import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseChapter } from '../transcript/parse-chapter.ts';
import type { Chapter } from '../transcript/types.ts';
import { parseOnce } from './parse-once.ts';

const parse = parseOnce(parseChapter);

/** Reads a chapter as it stands in its file, front matter included; `file` counts from the project's folder `root`. */
export function readChapter(file: string, root: URL): Chapter {
  return parse(file, readFileSync(join(fileURLToPath(root), file), 'utf8'));
}
