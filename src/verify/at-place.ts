import type { Place } from '../transcript/types.ts';

/** Makes Vitest show an error at a place of a chapter, with the lines around it, and not where it was made. */
export function atPlace(error: Error, { line, column }: Place, path: string): Error {
  return Object.assign(error, { stacks: [{ method: '', file: path, line, column }] });
}
