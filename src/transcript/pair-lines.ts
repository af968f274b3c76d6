import type { Line } from './read-line.ts';
import type { Renaming } from './renaming.ts';

/** A line of the page, or the gap `...`. */
export type PageLine = Line | 'gap';

/** For each recorded line the index of the page's line it stands for (a gap absorbs any number), or undefined for a new line. */
export function pairLines(
  page: readonly PageLine[],
  run: readonly Line[],
  renaming: Renaming,
): (number | undefined)[] {
  const isEqual = (line: PageLine, at: number) => line !== 'gap' && line.mask === run[at]?.mask;
  if (page.length === run.length && page.every(isEqual)) return [...page.keys()];
  const width = run.length + 1;
  const costs = new Float64Array((page.length + 1) * width);
  // The cheapest way from (i, j) to the end, filled from the end.
  for (let i = page.length; i >= 0; i -= 1) {
    for (let j = run.length; j >= 0; j -= 1) {
      if (i === page.length && j === run.length) continue;
      costs[i * width + j] = Math.min(...movesFrom(i, j).map(costOf));
    }
  }
  const paired: (number | undefined)[] = [];
  for (let i = 0, j = 0; i < page.length || j < run.length;) {
    const [first, ...others] = movesFrom(i, j);
    if (first === undefined) break;
    const best = others.reduce((a, b) => (costOf(b) < costOf(a) ? b : a), first);
    if (best.j > j) paired.push(best.takes);
    ({ i, j } = best);
  }
  return paired;

  function costOf(move: Move): number {
    return move.cost + (costs[move.i * width + move.j] ?? Infinity);
  }

  function movesFrom(i: number, j: number): Move[] {
    const ofPage = page[i];
    const ofRun = run[j];
    const moves: Move[] = [];
    if (ofPage === 'gap') {
      moves.push({ i: i + 1, j, cost: 0, takes: undefined });
      if (ofRun !== undefined) moves.push({ i, j: j + 1, cost: 0, takes: i });
      return moves;
    }
    if (ofPage !== undefined && ofRun !== undefined) {
      const cost = differenceOf(ofPage, ofRun, renaming);
      moves.push({ i: i + 1, j: j + 1, cost, takes: i });
    }
    if (ofPage !== undefined) moves.push({ i: i + 1, j, cost: 1, takes: undefined });
    if (ofRun !== undefined) moves.push({ i, j: j + 1, cost: 1, takes: undefined });
    return moves;
  }
}

interface Move {
  i: number;
  j: number;
  cost: number;
  /** The page's line or gap that takes the recorded line. */
  takes: number | undefined;
}

/** How unlike two lines are: 0 if equal beyond renaming, 1 at most if one became the other (a line gone costs 1, a line new costs 1). */
export function differenceOf(page: Line, run: Line, renaming: Renaming): number {
  if (page.mask === run.mask) {
    const isConflict = page.tokens.some((token, index) => {
      const other = run.tokens[index];
      return other !== undefined && renaming.relate(token, other) === 'conflict';
    });
    return isConflict ? 0.5 : 0;
  }
  const likeness = Math.max(
    likenessOfEnds(page.mask, run.mask),
    likenessOfWords(page.mask, run.mask),
    likenessOfNumbers(page.text, run.text),
  );
  const isAlike = likeness >= 0.3 || Math.max(page.mask.length, run.mask.length) <= 2;
  return isAlike ? 1 - 0.9 * likeness : Infinity;
}

/** The part of two texts that is equal at their beginnings and ends, from 0 to 1. */
function likenessOfEnds(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return (head + tail) / Math.max(a.length, b.length, 1);
}

/** The same of two short texts, any numbers taken as equal: in a line of few words a spoiled one may have hidden a token. */
function likenessOfNumbers(a: string, b: string): number {
  if (Math.max(a.length, b.length) > 40) return 0;
  const [ofA, ofB] = [a, b].map((text) => text.replace(/[0-9]+/g, '0'));
  return likenessOfEnds(ofA ?? '', ofB ?? '');
}

/** The part of two texts' words that both have, from 0 to 1: a token that is spoiled changes much of a line, but few words. */
function likenessOfWords(a: string, b: string): number {
  const ofA = a.split(' ').filter(Boolean);
  const ofB = b.split(' ').filter(Boolean);
  const longer = Math.max(ofA.length, ofB.length, 1);
  let shared = 0;
  for (const word of ofA) {
    const at = ofB.indexOf(word);
    if (at === -1) continue;
    ofB.splice(at, 1);
    shared += 1;
  }
  return shared / longer;
}
