import type { PageLine } from './pair-lines.ts';
import type { Line, LineContext, LineReader } from './read-line.ts';
import { readTableHeader } from './table-header.ts';

/** Reads the lines of one step's output in order, so that a table's header tells what stands in the rows below it. */
export function readOutput<Text extends string | undefined>(
  texts: readonly Text[],
  context: Pick<LineContext, 'command' | 'varies'>,
  readLine: LineReader,
): (Text extends string ? Line : PageLine)[] {
  const command = context.command?.replaceAll('\\\n', ' ') ?? '';
  let header: LineContext['header'];
  const read = (text: string | undefined): PageLine => {
    if (text === undefined) return 'gap';
    const found = readTableHeader(text);
    if (text.trim() === '') header = undefined;
    header = found ?? header;
    return readLine(text, { ...context, command, header });
  };
  return texts.map(read) as (Text extends string ? Line : PageLine)[];
}
