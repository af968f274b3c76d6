import { listEngineLines, putPublishedFirst } from '../sandbox/engine-line.mjs';
import { ChoiceError } from './choose-chapters.ts';

/** The engine lines that were named, each once and the published one first, `all` for every one; throws a `ChoiceError` with those that there are. */
export function chooseLines(names: readonly string[]): string[] {
  const lines = listEngineLines();
  const unknown = names.filter((name) => name !== 'all' && !lines.includes(name));
  if (unknown.length > 0) {
    throw new ChoiceError(
      `--engine: expected an engine line (${lines.join(', ')}) or all but found ${unknown.join(', ')}. Correct it.`,
    );
  }
  return putPublishedFirst(names.includes('all') ? lines : [...new Set(names)]);
}
