/** The header line of a table: says in which column something stands. */
export interface TableHeader {
  /** Whether it is the word's number that tells its column, not where it begins. */
  isOfWords: boolean;
  /** The header above the word of a row that begins at an offset (UTF-16 units). */
  columnAt(row: string, start: number): string | undefined;
}

/** Reads a line as a table's header, if it is one: of `ps` and its kin, or as Go's tabwriter prints it for Docker. */
export function readTableHeader(line: string): TableHeader | undefined {
  const words = line.trim().split(/ +/);
  if (
    words.every((word) => /^[A-Z%+#]+$/.test(word)) &&
    words.some((word) => /^(?:PID|NS)$/.test(word))
  ) {
    // Numbers are aligned to the right: what counts is which word it is; the last column may hold many.
    return {
      isOfWords: true,
      columnAt: (row, start) =>
        words[Math.min(row.slice(0, start).match(/\S+/g)?.length ?? 0, words.length - 1)],
    };
  }
  if (!/^[A-Z][A-Z0-9%/. ]* {2,}[A-Z][A-Z0-9%/. ]*$/.test(line)) return undefined;
  const headers = Array.from(line.matchAll(/\S+(?: \S+)*/g), ({ 0: text, index }) => ({
    text,
    index,
  }));
  return {
    isOfWords: false,
    columnAt: (_, start) => headers.findLast(({ index }) => index === start)?.text,
  };
}
