import { readTableHeader } from '../transcript/table-header.ts';

/** Which lines of a step's output are rows of columns, which would fall apart if they were wrapped. */
export function findRows(lines: readonly string[]): boolean[] {
  let isInTable = false;
  const areRows = lines.map((line) => {
    if (line.trim() === '') isInTable = false;
    // The table of `ps` sets single blanks where a column is full.
    isInTable ||= readTableHeader(line)?.isOfWords === true;
    // Columns stand three blanks apart at least, as Go's tabwriter sets them for Docker.
    // What `diff` sets before a line is no column.
    return isInTable || /\S {3,}\S/.test(line.replace(/^[<>] /, ''));
  });
  // A row whose cells are all as wide as their columns stands in line with the rows beside it.
  const follow = (index: number, beside: number) => {
    const [line = '', other = ''] = [lines[index], lines[beside]];
    if (areRows[beside] === true && isAligned(line, other)) areRows[index] = true;
  };
  for (const index of lines.keys()) follow(index, index - 1);
  for (const index of [...lines.keys()].reverse()) follow(index, index + 1);
  return areRows;
}

function isAligned(line: string, other: string): boolean {
  const [starts, others] = [startsOf(line), startsOf(other)];
  return starts.length > 1 && starts.every((start) => others.includes(start));
}

const startsOf = (line: string) => Array.from(line.matchAll(/\S+(?: \S+)*/g), ({ index }) => index);
