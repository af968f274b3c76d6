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
  const means =
    line.startsWith('\\') ||
    line === gapLine ||
    exitCodeLine.test(line) ||
    promptLine.test(line) ||
    continuationLine.test(line);
  return means ? `\\${line}` : line;
}

/** Takes the leading backslash of `escapeLine` away. */
export function unescapeLine(line: string): string {
  return line.startsWith('\\') ? line.slice(1) : line;
}

/** Cuts the blanks at a line's end: recordings have none, and the site shows none. */
export function cutLineEnd(line: string): string {
  return line.replace(/[ \t\r]+$/, '');
}
