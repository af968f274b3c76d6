import { isDockerName } from './docker-names.ts';
import { cutLineEnd } from './escape-line.ts';
import { dockerNameKind, hexKind, kinds, type Kind } from './kinds.ts';
import type { HostFacts } from './types.ts';

/** A volatile part of a line; offsets in UTF-16 units. */
export interface Token {
  kind: Kind;
  text: string;
  start: number;
  end: number;
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

/** Makes the function that finds the volatile tokens of a line. */
export function createLineReader({ literals, commands }: LiteralWords): (text: string) => Line {
  const usedNames = new Set(commands.flatMap((command) => command.match(dockerNameKind.shape)));
  const digests = [...literals];
  const isVolatile = (kind: Kind, text: string) => {
    if (kind === hexKind) return !digests.some((digest) => digest.startsWith(text));
    if (kind === dockerNameKind) return isDockerName(text) && !usedNames.has(text);
    return true;
  };
  return (source) => {
    const text = cutLineEnd(source);
    const tokens: Token[] = [];
    for (const kind of kinds) {
      for (const { 0: found, index: start } of text.matchAll(kind.shape)) {
        const end = start + found.length;
        const isFree = tokens.every((token) => token.end <= start || token.start >= end);
        if (isFree && isVolatile(kind, found)) tokens.push({ kind, text: found, start, end });
      }
    }
    tokens.sort((a, b) => a.start - b.start);
    return {
      text,
      tokens,
      mask: fillTokens(text, tokens, ({ kind }) => `\0${kind.name.replaceAll(' ', '-')}\0`),
    };
  };
}

/** Whether two lines are equal to the letter, tokens included, padding apart. */
export function isSameLine(a: Line, b: Line): boolean {
  return (
    a.mask === b.mask &&
    fillTokens(a.text, a.tokens, textOf) === fillTokens(b.text, b.tokens, textOf)
  );
}

const textOf = (token: Token) => token.text;

/** Padding follows its cells: beside a measure, which may be wider, any blanks are one; elsewhere two or more are two. */
function fillTokens(
  text: string,
  tokens: readonly Token[],
  fill: (token: Token) => string,
): string {
  const indent = /^ */.exec(text)?.[0].length ?? 0;
  let filled = text.slice(0, indent);
  let at = indent;
  let isAfterMeasure = false;
  for (const token of [...tokens, undefined]) {
    let literal = text.slice(at, token?.start);
    if (isAfterMeasure) literal = literal.replace(/^ +/, ' ');
    const isMeasure = token !== undefined && !token.kind.isIdentity;
    if (isMeasure) literal = literal.replace(/ +$/, ' ');
    filled += literal.replace(/ {2,}/g, '  ') + (token === undefined ? '' : fill(token));
    at = token?.end ?? at;
    isAfterMeasure = isMeasure;
  }
  return filled;
}
