import type { MdastNode } from 'satteri';
import { parseMarkdown } from './parse-markdown.ts';
import { SourceText } from './source-text.ts';
import type { Problem } from './transcript-error.ts';
import type { Place, SourceLine } from './types.ts';

/** A `console` fence, or one that shows a file, as it stands in a chapter. */
export interface Fence {
  /** Undefined for a `console` fence. */
  title: string | undefined;
  text: string;
  meta: string;
  place: Place;
  /** Where the meta words begin. */
  metaColumn: number;
  lines: SourceLine[];
  indent: string;
  mark: string;
}

/**
 * Finds every `console` fence of a chapter, and every other one with a title, by asking the site's own parser; fences that cannot
 * be run are added to `problems`. Throws a `TranscriptError` if the chapter does not parse.
 */
export function findFences(file: string, text: string, problems: Problem[]): Fence[] {
  const source = new SourceText(file, text);
  const fences: Fence[] = [];
  const visit = (node: MdastNode, isInFootnote: boolean) => {
    if (node.type === 'code') {
      const title = readTitle(node.lang, node.meta);
      const start = source.offsetOf(node.position?.start.offset);
      const end = source.offsetOf(node.position?.end.offset);
      const refuse = (sentence: string) =>
        problems.push({ place: source.placeAt(start), sentence });
      if (/^console/i.test(node.lang ?? '') && node.lang !== 'console') {
        refuse(
          `expected the language "console" but found "${node.lang}". Correct it, or it is not run.`,
        );
      } else if (node.lang === 'console' || title !== undefined) {
        const kind = title === undefined ? 'console fence' : 'file';
        const fence = readFence(source, start, end, node.value);
        if (isInFootnote) {
          refuse(`expected no ${kind} in a footnote but found one. Move it into the text.`);
        } else if (typeof fence === 'string') refuse(fence);
        else fences.push({ ...fence, title });
      }
    }
    if ('children' in node) {
      for (const child of node.children) {
        visit(child, isInFootnote || node.type === 'footnoteDefinition');
      }
    }
  };
  visit(parseMarkdown(file, source.withoutMark), false);
  return fences;
}

/** The path in `title="path"`, which a `console` fence has none of. */
function readTitle(
  lang: string | null | undefined,
  meta: string | null | undefined,
): string | undefined {
  if (typeof lang !== 'string' || lang === 'console') return undefined;
  const match = /(?:^|\s)title=(?:"([^"]*)"|'([^']*)')/.exec(meta ?? '');
  return match?.[1] ?? match?.[2];
}

/** A fence's lines in the source, or a sentence of why they cannot be told. */
function readFence(
  source: SourceText,
  start: number,
  end: number,
  value: string,
): Omit<Fence, 'title'> | string {
  const place = source.placeAt(start);
  const opening = source.lines[place.line - 1];
  const marker = /^(`+|~+)[ \t]*[^\s]+[ \t]*/.exec(source.text.slice(start, opening?.end));
  if (opening === undefined || marker === null) throw new Error(`no fence at ${place.line}`);
  const last = source.placeAt(end).line;
  const closing = source.text.slice(source.lines[last - 1]?.start, end);
  const [, fenceMark = ''] = marker;
  const closes = closing.replace(/^[> \t]+/, '').trimEnd();
  const bodyLines = value.split(/\r\n|\n|\r/);
  const between = last - place.line - 1;
  const isClosed =
    closes.length >= fenceMark.length &&
    closes === fenceMark.charAt(0).repeat(closes.length) &&
    (between === bodyLines.length || (between === 0 && value === ''));
  if (!isClosed) {
    return `expected a line ${fenceMark} that closes this fence but found the end of the text around it. Add it.`;
  }
  const lines: SourceLine[] = [];
  for (let index = 0; index < between; index += 1) {
    const line = source.lines[place.line + index];
    const body = bodyLines[index] ?? '';
    const whole = line === undefined ? '' : source.text.slice(line.start, line.end);
    if (line === undefined || !whole.endsWith(body)) {
      return 'expected the fence to be indented by blanks but found a tab that belongs half to the text. Use blanks.';
    }
    const prefix = whole.slice(0, whole.length - body.length);
    lines.push({ prefix, start: line.start + prefix.length, end: line.end });
  }
  const meta = source.text.slice(start + marker[0].length, opening.end);
  return {
    text: lines.map((line) => source.text.slice(line.start, line.end)).join('\n'),
    meta,
    place,
    metaColumn: place.column + marker[0].length,
    lines,
    // A list's own marker stands only on its first line.
    indent: source.text.slice(opening.start, start).replace(/[^> \t]/g, ' '),
    mark: fenceMark,
  };
}
