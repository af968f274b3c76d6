import { isDockerName } from './docker-names.ts';
import { cutLineEnd } from './escape-line.ts';
import { isHostFact } from './is-host-fact.ts';
import { dockerNameKind, kinds } from './kinds.ts';
import type { Kind, Sighting } from './make-kind.ts';
import type { TableHeader } from './table-header.ts';
import type { HostFact, HostFacts } from './types.ts';

/** A volatile part of a line; offsets in UTF-16 units. */
export interface Token {
  kind: Kind;
  text: string;
  start: number;
  end: number;
  /** Whether it is the sandbox's own fact, which another one may stand for on the page. */
  isFact?: true;
}

/** A line of output with its volatile tokens. */
export interface Line {
  text: string;
  tokens: Token[];
  /** The line with kinds in the place of tokens and padding made equal: what must be equal to the letter. */
  mask: string;
}

/** What is not volatile although it looks so. */
export interface LiteralWords {
  /** Every digest of the course images, 64 hexadecimal digits each. */
  literals: ReadonlySet<string>;
  /** The commands of the chapter: a name that one of them uses is no made-up one. */
  commands: readonly string[];
  /** What the sandbox says of the machine below; without it, nothing varies. */
  facts?: HostFacts | undefined;
}

/** What a line's own text does not tell. */
export interface LineContext {
  /** The command that printed it. */
  command?: string;
  /** The header of the table that it is a row of. */
  header?: TableHeader | undefined;
  /** The facts that its fence lets vary. */
  varies?: readonly HostFact[] | undefined;
}

/** Finds the volatile tokens of a line. */
export type LineReader = (text: string, context?: LineContext) => Line;

/** Makes a line reader for one chapter. */
export function createLineReader({ literals, commands, facts }: LiteralWords): LineReader {
  const usedNames = new Set(commands.flatMap((command) => command.match(/[\w-]+/g) ?? []));
  const digests = [...literals];
  const isVolatile = (kind: Kind, text: string) => {
    if (kind === dockerNameKind) return isDockerName(text) && !usedNames.has(text);
    return !kind.isCut || !digests.some((digest) => digest.startsWith(text));
  };
  const canHold = (kind: Kind, { command = '', varies = [] }: LineContext) => {
    if (kind.literalIn?.test(command) === true) return false;
    return kind.fact === undefined || (facts !== undefined && varies.includes(kind.fact));
  };
  return (source, context = {}) => {
    const text = cutLineEnd(source);
    const tokens: Token[] = [];
    for (const kind of kinds) {
      if (!canHold(kind, context)) continue;
      for (const sighting of kind.sightings) {
        if (!isPlace(sighting, context)) continue;
        for (const { 0: found, index: start } of text.matchAll(sighting.shape)) {
          const end = start + found.length;
          const isFree = tokens.every((token) => token.end <= start || token.start >= end);
          if (!isFree || !isInColumn(sighting, context, text, start)) continue;
          if (!isVolatile(kind, found)) continue;
          const isFact = kind.fact !== undefined && isHostFact(kind.fact, found, facts);
          tokens.push({ kind, text: found, start, end, ...(isFact ? { isFact } : {}) });
        }
      }
    }
    tokens.sort((a, b) => a.start - b.start);
    const mask = fillTokens(text, tokens, ({ kind }) => `\0${kind.name.replaceAll(' ', '-')}\0`);
    // All columns of such a table are padded to the widest cell of either side.
    const isOfWords = context.header?.isOfWords === true;
    return { text, tokens, mask: isOfWords ? mask.trimStart().replace(/ {2,}/g, ' ') : mask };
  };
}

function isPlace({ command }: Sighting, context: LineContext): boolean {
  return command === undefined || command.test(context.command ?? '');
}

function isInColumn(
  { column }: Sighting,
  { header }: LineContext,
  row: string,
  start: number,
): boolean {
  return column === undefined || column.test(header?.columnAt(row, start) ?? '');
}

/** Padding follows its cells: beside a token that may be wider, any blanks are one; elsewhere two or more are two. */
function fillTokens(
  text: string,
  tokens: readonly Token[],
  fill: (token: Token) => string,
): string {
  let at = /^ */.exec(text)?.[0].length ?? 0;
  let filled = text.slice(0, at);
  let isAfterPadded = false;
  for (const token of [...tokens, undefined]) {
    let literal = text.slice(at, token?.start);
    if (isAfterPadded) literal = literal.replace(/^ +/, ' ');
    const isPadded = token?.kind.isPadded === true;
    if (isPadded) literal = literal.replace(/ +$/, ' ');
    filled += literal.replace(/ {2,}/g, '  ') + (token === undefined ? '' : fill(token));
    at = token?.end ?? at;
    isAfterPadded = isPadded;
  }
  return filled;
}
