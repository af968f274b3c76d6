/** The line that stands for any lines. */
export const gapLine = '...';

/** Matches a line that says an exit code, and any one word in brackets that may be a mistyped one. */
export const exitCodeLine = /^\[[-+.\w]+\]$/;

/** Matches a line that begins a step. */
export const promptLine = /^\$(?: |$)/;

/** Matches a line that continues a command. */
export const continuationLine = /^>(?: |$)/;

/** Writes an output line into a fence: what would mean something else there gets a leading backslash. */
export function escapeLine(line: string): string {
  return line.startsWith('\\') || isSpecial(line) ? `\\${line}` : line;
}

/** Takes the leading backslash of `escapeLine` away; a backslash before anything else was printed. */
export function unescapeLine(line: string): string {
  const rest = line.slice(1);
  return line.startsWith('\\') && (rest.startsWith('\\') || isSpecial(rest)) ? rest : line;
}

function isSpecial(line: string): boolean {
  return (
    line === gapLine ||
    exitCodeLine.test(line) ||
    promptLine.test(line) ||
    continuationLine.test(line)
  );
}

/** Cuts the blanks at a line's end: recordings have none, and the site shows none. */
export function cutLineEnd(line: string): string {
  return line.replace(/[ \t\r]+$/, '');
}
