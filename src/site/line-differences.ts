import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differencesFile } from '../transcript/differences-file.ts';
import { parseDifferences } from '../transcript/parse-differences.ts';
import type { Differences } from '../transcript/types.ts';
import { parseOnce } from './parse-once.ts';

const parse = parseOnce(parseDifferences);

/** What an engine line prints differently in a chapter. */
export interface LineDifferences {
  line: string;
  differences: Differences;
}

/** What each of the lines is known to print differently in a chapter; lines without a file are not among them. `root` is the project's folder. */
export function readLineDifferences(
  root: string,
  lines: readonly string[],
  chapterFile: string,
): LineDifferences[] {
  return lines.flatMap((line) => {
    const file = differencesFile(line, chapterFile);
    if (file === undefined || !existsSync(join(root, file))) return [];
    return [{ line, differences: parse(file, readFileSync(join(root, file), 'utf8')) }];
  });
}

/** An engine line in words for readers: `Engine 20.10 · overlay2`. */
export function nameLine(line: string): string {
  const [version = '', store = ''] = line.split('-');
  return `Engine ${version} · ${store}`;
}
