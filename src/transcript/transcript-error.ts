import type { Place } from './types.ts';

/** One mistake of an author: where, and a sentence of what was expected, what was found and what to do. */
export interface Problem {
  place: Place;
  sentence: string;
}

/** The mistakes in a chapter's fences, all of them; the message has one line `file:line:column: sentence` for each. */
export class TranscriptError extends Error {
  override name = 'TranscriptError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(
      problems.map(({ place, sentence }) => `${printPlace(place)}: ${sentence}`).join('\n'),
      options,
    );
    this.problems = problems;
  }
}

/** `file:line:column`, as terminals and editors link it. */
export function printPlace({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}
