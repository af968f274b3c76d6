import { resolve } from 'node:path';
import type { Place } from '../transcript/types.ts';

/**
 * Makes Vitest show an error at a place of a chapter, with the lines around it, and not where it was made; `path` is the chapter's
 * absolute path. What an engine line prints differently is kept in another file of the project.
 */
export function atPlace(error: Error, { file, line, column }: Place, path: string): Error {
  const shown = path.endsWith(file) ? path : resolve(file);
  return Object.assign(error, { stacks: [{ method: '', file: shown, line, column }] });
}
