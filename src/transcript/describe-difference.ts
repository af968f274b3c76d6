import type { PageLine } from './pair-lines.ts';
import type { Line, Token } from './read-line.ts';
import type { Binding, Renaming } from './renaming.ts';

/** The smallest difference of an expected line and what stands in its place. */
export interface Difference {
  /** Where the lines begin to differ, counted from 0; in a volatile token, where it begins. */
  column: number;
  sentence: string;
}

/** Says how two lines differ, `found` in the page's words: only which words, and of a volatile token what it is known to be. */
export function describeDifference(
  expected: string,
  found: string,
  page: PageLine | undefined,
  run: Line | undefined,
  renaming: Renaming,
): Difference {
  const tokens = page === undefined || page === 'gap' ? [] : page.tokens;
  const conflict = page === 'gap' ? undefined : findConflict(page, run, renaming);
  if (conflict !== undefined) {
    const { expected: token, found: other } = conflict;
    return { column: token.start, sentence: describeConflict(token, other, renaming) };
  }
  let column = 0;
  while (column < expected.length && expected[column] === found[column]) column += 1;
  column = tokens.find(({ start, end }) => start < column && column < end)?.start ?? column;
  const [a, b] = trimWords(expected, found);
  return { column, sentence: `expected ${quote(a)} but found ${quote(b)}.` };
}

/** How a line is shown in a sentence. */
export function quote(text: string): string {
  return text === '' ? 'an empty line' : `"${text}"`;
}

/** The first tokens that do not belong together, where only tokens differ. */
function findConflict(
  page: Line | undefined,
  run: Line | undefined,
  renaming: Renaming,
): { expected: Token; found: Token } | undefined {
  if (page === undefined || page.mask !== run?.mask) return undefined;
  for (const [index, expected] of page.tokens.entries()) {
    const found = run.tokens[index];
    if (found !== undefined && renaming.relate(expected, found) === 'conflict') {
      return { expected, found };
    }
  }
  return undefined;
}

function describeConflict(token: Token, other: Token, renaming: Renaming): string {
  const ofPage = renaming.findPage(token);
  const ofRun = renaming.findRun(other);
  const length = token.kind.isCut ? other.text.length : undefined;
  const found = ofRun?.page.slice(0, length) ?? other.text;
  return `expected ${token.text}, ${originOf(ofPage)}, but found ${found}, ${originOf(ofRun)}.`;
}

function originOf(binding: Binding | undefined): string {
  return binding?.origin ?? 'which nothing before names';
}

/** The words between the equal ones at both ends; whole lines where hardly a word is equal. */
function trimWords(expected: string, found: string): [string, string] {
  const a = expected.split(/( +)/);
  const b = found.split(/( +)/);
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const cut = (words: string[]) =>
    words
      .slice(head, words.length - tail)
      .join('')
      .trim();
  const isSmall = cut(a) !== '' && cut(b) !== '' && head + tail > 1;
  return isSmall ? [cut(a), cut(b)] : [expected, found];
}
