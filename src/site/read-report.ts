import { existsSync, readFileSync } from 'node:fs';
import type { Report } from '../transcript/types.ts';

/** The report of the last verify run; undefined where none was written. Any other content is an error. */
export function readReport(path: string): Report | undefined {
  if (!existsSync(path)) return undefined;
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path}: expected a report in JSON, but it does not parse. ${nextMove}`, {
      cause,
    });
  }
  if (!isReport(found)) {
    throw new Error(
      `${path}: expected a report of version 1 with chapters, but found something else. ${nextMove}`,
    );
  }
  return found;
}

const nextMove = 'Write it anew with `npm run verify`, or delete it.';

const isReport = (found: unknown): found is Report =>
  typeof found === 'object' &&
  found !== null &&
  'version' in found &&
  found.version === 1 &&
  'chapters' in found &&
  Array.isArray(found.chapters);
