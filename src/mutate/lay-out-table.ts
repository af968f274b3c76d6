/**
 * Changes the cells of a table whose header is the first line, and makes its columns as wide as Go's tabwriter would. Takes as many
 * lines as belong to it; undefined where no table begins.
 */
export function layOutTable(
  lines: readonly string[],
  changeCell: (cell: string) => string,
): string[] | undefined {
  const [header = ''] = lines;
  if (!/^[A-Z][A-Z0-9%/. ]* {2,}[A-Z][A-Z0-9%/. ]*$/.test(header)) return undefined;
  const starts = [0, ...Array.from(header.matchAll(/(?<= {2})\S/g), ({ index }) => index)];
  const rows: string[][] = [];
  for (const line of lines) {
    const isRow = starts.every((at) => at === 0 || line.slice(at - 2, at).trim() === '');
    if (line.trim() === '' || !isRow) break;
    const cells = starts.map((at, column) => line.slice(at, starts[column + 1]).trimEnd());
    rows.push(cells.map(changeCell));
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
