import { layOutLines } from './lay-out-lines.ts';
import { matchTokens } from './match-tokens.ts';
import { pairLines, type PageLine } from './pair-lines.ts';
import type { Line, Token } from './read-line.ts';
import type { Renaming } from './renaming.ts';

/** A line of the rewritten output. */
export interface WrittenLine {
  text: string;
  /** The recorded line; undefined for a gap. */
  run: Line | undefined;
  gap: boolean;
  /** Index of the page's line or gap that it stands for; undefined for a line that is new. */
  of: number | undefined;
  /** Whether it is that line beyond renaming. */
  isSame: boolean;
}

/**
 * The recorded output in the page's words: tokens get the names that the page gives them, gaps stay between lines that are still
 * there. What it learns is added to `renaming`; `originOf` says what a token of a page line is, for those who read a drift.
 */
export function rewriteOutput(
  page: readonly PageLine[],
  run: readonly Line[],
  renaming: Renaming,
  originOf: (index: number, token: Token) => string,
): WrittenLine[] {
  const taken = pairLines(page, run, renaming);
  const rows = run.map((line, index): Row => {
    const of = taken[index];
    const partner = of === undefined ? undefined : page[of];
    return { line, of, partner, names: [], isSame: false };
  });
  for (const isEqual of [true, false]) {
    for (const row of rows) {
      if (row.of === undefined || row.partner === undefined || row.partner === 'gap') continue;
      if ((row.partner.mask === row.line.mask) !== isEqual) continue;
      const { of } = row;
      const tokens = matchTokens(row.partner, row.line);
      row.names = row.line.tokens.map((token, at) => {
        const other = tokens[at];
        return other !== undefined && renaming.bind(other, token, originOf(of, other))
          ? other.text
          : undefined;
      });
      row.isSame = isEqual && row.line.tokens.every((_, at) => row.names[at] !== undefined);
    }
  }
  const isThere = (index: number) =>
    page[index] === undefined || page[index] === 'gap' || rows.some((row) => row.of === index);
  const gaps = [...page.keys()].filter(
    (index) => page[index] === 'gap' && isThere(index - 1) && isThere(index + 1),
  );
  const texts = nameRows(rows, gaps, renaming);

  const written: WrittenLine[] = [];
  const writeGaps = (before: number) => {
    while (gaps[0] !== undefined && gaps[0] < before) {
      written.push({ text: '...', run: undefined, gap: true, of: gaps.shift(), isSame: true });
    }
  };
  const kept = new Set(gaps);
  for (const [index, { line, of, partner, isSame }] of rows.entries()) {
    if (of !== undefined && partner === 'gap') {
      writeGaps(of + 1);
      if (kept.has(of)) continue;
    }
    const isNew = of === undefined || partner === 'gap';
    if (!isNew) writeGaps(of);
    written.push({
      text: texts[index] ?? '',
      run: line,
      gap: false,
      of: isNew ? undefined : of,
      isSame,
    });
  }
  writeGaps(page.length);
  return written;
}

interface Row {
  line: Line;
  of: number | undefined;
  partner: PageLine | undefined;
  /** What the page calls each token; undefined as long as nobody knows. */
  names: (string | undefined)[];
  isSame: boolean;
}

/** Gives every token that has no name yet one, and lays the lines out; lines that a kept gap hides teach no names. */
function nameRows(rows: readonly Row[], gaps: readonly number[], renaming: Renaming): string[] {
  const hidden = new Set(gaps);
  const named = rows.map(({ line, of, names }) => {
    const learning = of !== undefined && hidden.has(of) ? renaming.copy() : renaming;
    return {
      line,
      names: line.tokens.map((token, at) => {
        if (names[at] !== undefined) return names[at];
        return token.kind.isIdentity ? learning.namePage(token) : token.text;
      }),
    };
  });
  const texts: string[] = [];
  for (const { texts: stretch } of layOutLines(named)) {
    const originals = rows.slice(texts.length, texts.length + stretch.length);
    const isAsOnPage = originals.every(({ isSame }) => isSame);
    texts.push(
      ...stretch.map((text, at) => {
        const partner = originals[at]?.partner;
        return isAsOnPage && partner !== undefined && partner !== 'gap' ? partner.text : text;
      }),
    );
  }
  return texts;
}
