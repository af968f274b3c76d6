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
  const first = findColumn(expected, found);
  const column = tokens.find(({ start, end }) => start < first && first < end)?.start ?? first;
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

/** Where the first word that differs begins to differ; where only padding does, where that begins to. */
function findColumn(expected: string, found: string): number {
  const others = found.match(/\S+/g) ?? [];
  const words = Array.from(expected.matchAll(/\S+/g), ({ 0: text, index }) => ({ text, index }));
  const at = words.findIndex(({ text }, index) => text !== others[index]);
  const word = words[at];
  if (word !== undefined) return word.index + countEqual(word.text, others[at] ?? '');
  return others.length > words.length ? expected.length : countEqual(expected, found);
}

function countEqual(a: string, b: string): number {
  let equal = 0;
  while (equal < a.length && a[equal] === b[equal]) equal += 1;
  return equal;
}

/** The words between the equal ones at both ends; whole lines where hardly a word is equal. */
function trimWords(expected: string, found: string): [string, string] {
  const a = expected.match(/\S+/g) ?? [];
  const b = found.match(/\S+/g) ?? [];
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const [ofA, ofB] = [a, b].map((words) => words.slice(head, words.length - tail).join(' '));
  const isSmall = ofA && ofB && head + tail > 0;
  return isSmall ? [ofA, ofB] : [expected, found];
}
