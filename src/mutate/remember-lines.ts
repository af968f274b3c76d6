import type { Line, LineReader } from '../transcript/read-line.ts';

/** A line reader that reads what it has read before only once; rows of a table, whose header has no name, are read each time. */
export function rememberLines(readLine: LineReader): LineReader {
  const known = new Map<string, Line>();
  return (text, context = {}) => {
    if (context.header !== undefined) return readLine(text, context);
    const key = JSON.stringify([text, context.command, context.varies]);
    let line = known.get(key);
    if (line === undefined) known.set(key, (line = readLine(text, context)));
    return line;
  };
}
