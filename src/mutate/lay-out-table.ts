/** Whether a line is the header of a table as Go's tabwriter prints it for Docker. */
export const isTableHeader = (line: string): boolean =>
  /^[A-Z][A-Z0-9%/. ]* {2,}[A-Z][A-Z0-9%/. ]*$/.test(line);

/**
 * Changes the cells of a table whose header is the first line, and makes its columns as wide as Go's tabwriter would. Takes as many
 * lines as belong to it; undefined where no table begins. `change` gives the new text of a row between two offsets.
 */
export function layOutTable(
  lines: readonly string[],
  change: (row: number, start: number, end: number) => string,
): string[] | undefined {
  const [header = ''] = lines;
  if (!isTableHeader(header)) return undefined;
  const starts = [0, ...Array.from(header.matchAll(/(?<= {2})\S/g), ({ index }) => index)];
  const rows: string[][] = [];
  for (const [row, line] of lines.entries()) {
    const isRow = starts.every((at) => at === 0 || line.slice(at - 2, at).trim() === '');
    if (line.trim() === '' || !isRow) break;
    rows.push(
      starts.map((at, column) =>
        change(
          row,
          at,
          Math.max(at, Math.min(starts[column + 1] ?? line.length, line.length)),
        ).trimEnd(),
      ),
    );
  }
  const widths = starts.map((_, column) =>
    Math.max(10, ...rows.map((cells) => (cells[column]?.length ?? 0) + 3)),
  );
  return rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('')
      .trimEnd(),
  );
}
