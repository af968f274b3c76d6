import type { Line } from './read-line.ts';
import { readTableHeader } from './table-header.ts';

/** A recorded line and what each of its tokens is called on the page. */
export interface RenamedLine {
  line: Line;
  names: readonly string[];
}

/** A stretch of lines, laid out; a table is one stretch, every other line is one of its own. */
export interface LaidOut {
  isTable: boolean;
  texts: string[];
}

/** Puts the page's names into recorded lines; columns become as wide as the program that printed them would have made them. */
export function layOutLines(lines: readonly RenamedLine[]): LaidOut[] {
  const laidOut: LaidOut[] = [];
  let ends: ReadonlySet<number> = new Set();
  for (let at = 0; at < lines.length;) {
    const table = readTable(lines, at);
    if (table === undefined) {
      const line = lines[at];
      ends = findEnds(line?.line.text ?? '') ?? ends;
      laidOut.push({ isTable: false, texts: line === undefined ? [] : [renameTokens(line, ends)] });
      at += 1;
    } else {
      laidOut.push({ isTable: true, texts: layOutTable(table) });
      at += table.rows.length;
    }
  }
  return laidOut;
}

interface Table {
  rows: { old: string; renamed: string }[][];
  minimum: number;
}

/** Space between the columns of Go's tabwriter as Docker sets it. */
const gutter = 3;

/** The table whose header stands at a line, if one does: capitals, columns at least a gutter apart, as Go's tabwriter prints. */
function readTable(lines: readonly RenamedLine[], at: number): Table | undefined {
  const header = lines[at]?.line.text ?? '';
  if (!/^[A-Z][A-Z0-9%/. ]* {2,}[A-Z][A-Z0-9%/. ]*$/.test(header)) return undefined;
  const starts = [0, ...Array.from(header.matchAll(/ {2,}(?=\S)/g), (m) => m.index + m[0].length)];
  const rows: Table['rows'] = [];
  for (const row of lines.slice(at)) {
    const cells = splitCells(row, starts);
    if (cells === undefined) break;
    rows.push(cells);
  }
  const widths = starts.slice(1).map((next, column) => next - (starts[column] ?? 0));
  const minimums = new Set<number>();
  for (const [column, width] of widths.entries()) {
    const widest = Math.max(...rows.map((row) => row[column]?.old.length ?? 0)) + gutter;
    if (width < widest) return undefined;
    if (width > widest) minimums.add(width);
  }
  if (minimums.size > 1) return undefined;
  const [minimum = 10] = minimums;
  // One minimum holds for all columns: a table with a narrower one is another program's, busybox's ps for example.
  if (minimums.size === 1 && widths.some((width) => width < minimum)) return undefined;
  return { rows, minimum };
}

function splitCells(
  row: RenamedLine,
  starts: readonly number[],
): Table['rows'][number] | undefined {
  const { text, tokens } = row.line;
  if (text === '') return undefined;
  const cells: Table['rows'][number] = [];
  for (const [column, start] of starts.entries()) {
    if (start >= text.length) break;
    if (start > 0 && text.slice(start - gutter, start).trim() !== '') return undefined;
    const end = Math.min(starts[column + 1] ?? text.length, text.length);
    let renamed = '';
    let done = start;
    for (const [index, token] of tokens.entries()) {
      if (token.start < start || token.end > end) continue;
      renamed += text.slice(done, token.start) + (row.names[index] ?? token.text);
      done = token.end;
    }
    renamed += text.slice(done, end);
    cells.push({ old: text.slice(start, end).trimEnd(), renamed: renamed.trimEnd() });
  }
  return cells;
}

function layOutTable({ rows, minimum }: Table): string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(minimum, ...rows.map((row) => (row[column]?.renamed.length ?? 0) + gutter)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.renamed.padEnd(widths[column] ?? 0))
      .join('')
      .trimEnd(),
  );
}

/**
 * Outside of Docker's tables the padding nearest to a token takes up what it grew or shrank: that to its right if there is one, or
 * that before it where it is aligned to the right, below the end of a header or at the end of the line.
 */
function renameTokens({ line, names }: RenamedLine, ends: ReadonlySet<number>): string {
  let text = line.text;
  for (const [index, token] of [...line.tokens.entries()].reverse()) {
    const name = names[index] ?? token.text;
    const head = text.slice(0, token.start);
    const tail = text.slice(token.end);
    const grown = name.length - token.text.length;
    const isPaddedRight = !ends.has(token.end) && / {2,}\S/.test(tail);
    text = isPaddedRight
      ? head + name + tail.replace(/ {2,}(?=\S)/, (pad) => stretch(pad, -grown))
      : head.replace(/ {2,}$|^ +$/, (pad) => stretch(pad, -grown)) + name + tail;
  }
  return text;
}

/** Where the words of a header end whose columns are aligned to the right: those of `ps`, which stand one blank apart. */
function findEnds(header: string): ReadonlySet<number> | undefined {
  if (readTableHeader(header)?.isOfWords !== true) return undefined;
  const ends = Array.from(header.matchAll(/\S+/g), ({ 0: word, index }) => index + word.length);
  return new Set(/\S \S/.test(header) ? ends : []);
}

function stretch(padding: string, by: number): string {
  return ' '.repeat(Math.max(1, padding.length + by));
}
