/** A row of a table: cells by their headers. */
export type Row = Readonly<Record<string, string>>;

/** The tables among the lines, each below its header, as Docker or `ps` prints them; lines above the first header are left out. */
export function readTables(lines: readonly string[]): Row[][] {
  const tables: Row[][] = [];
  let read: ((line: string) => Row) | undefined;
  for (const line of lines) {
    const header = readHeader(line);
    if (header) {
      read = header;
      tables.push([]);
    } else if (read && line.trim() !== '') tables.at(-1)?.push(read(line));
  }
  return tables;
}

function readHeader(line: string): ((line: string) => Row) | undefined {
  if (!/^ *[A-Z%+][A-Z%+/.]*(?: +[A-Z%+][A-Z%+/.]*)+ *$/.test(line)) return undefined;
  const words = line.trim().split(/ +/);
  // Numbers of `ps` are aligned to the right: it is the word's number that tells its column.
  if (words.includes('PID')) {
    return (row) => {
      const cells = row.trim().split(/ +/);
      const last = words.length - 1;
      return Object.fromEntries(
        words.map((word, index) => [
          word,
          (index === last ? cells.slice(last).join(' ') : cells[index]) ?? '',
        ]),
      );
    };
  }
  const headers = Array.from(line.matchAll(/\S+(?: \S+)*/g), ({ 0: name, index }) => ({
    name,
    index,
  }));
  return (row) =>
    Object.fromEntries(
      headers.map(({ name, index }, at) => [name, row.slice(index, headers[at + 1]?.index).trim()]),
    );
}
