import { isDockerName } from './docker-names.ts';
import { dockerNameKind } from './kinds.ts';
import type { Line, Token } from './read-line.ts';

/**
 * For each token of a recorded line the page's token that stands in its place, where that can be told. In a line that differs, first
 * by the equal text around tokens, from both ends up to the difference (which may have hidden a token); then by kinds, from both ends.
 */
export function matchTokens(page: Line, run: Line): (Token | undefined)[] {
  if (page.mask === run.mask) return page.tokens;
  const found = [...matchFromLeft(page.text, run)];
  for (const [index, token] of matchFromRight(page.text, run).entries()) found[index] ??= token;
  for (const isRight of [false, true]) {
    for (let at = 0; at < run.tokens.length; at += 1) {
      const index = isRight ? run.tokens.length - 1 - at : at;
      const token = page.tokens.at(isRight ? -1 - at : at);
      if (token?.kind !== run.tokens[index]?.kind || token === undefined) break;
      const isTaken = found.some((other) => other?.start === token.start);
      if (!isTaken) found[index] ??= token;
    }
  }
  return run.tokens.map((_, index) => found[index]);
}

function matchFromLeft(page: string, run: Line): (Token | undefined)[] {
  const found: (Token | undefined)[] = [];
  let at = 0;
  for (const [index, token] of run.tokens.entries()) {
    const before = literalShape(run, index);
    const literal = new RegExp(`^${before}`).exec(page.slice(at));
    if (literal === null) return found;
    at += literal[0].length;
    let end = page.length;
    if (isFixed(token)) end = Math.min(end, at + token.text.length);
    while (end > at && !isToken(token, page.slice(at, end))) end -= 1;
    if (end === at) return found;
    found.push({ kind: token.kind, text: page.slice(at, end), start: at, end });
    at = end;
  }
  return found;
}

function matchFromRight(page: string, run: Line): (Token | undefined)[] {
  const found: (Token | undefined)[] = run.tokens.map(() => undefined);
  let end = page.length;
  for (const [index, token] of [...run.tokens.entries()].reverse()) {
    const literal = new RegExp(`${literalShape(run, index + 1)}$`).exec(page.slice(0, end));
    if (literal === null) return found;
    end = literal.index;
    let at = isFixed(token) ? Math.max(0, end - token.text.length) : 0;
    while (at < end && !isToken(token, page.slice(at, end))) at += 1;
    if (at === end) return found;
    found[index] = { kind: token.kind, text: page.slice(at, end), start: at, end };
    end = at;
  }
  return found;
}

/** The text before a line's token (behind the last one for the index after it), padding of any width. */
function literalShape(run: Line, index: number): string {
  const before = run.tokens[index - 1];
  const after = run.tokens[index];
  const text = run.text.slice(before?.end ?? 0, after?.start);
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/ {2,}/g, ' +');
}

/** Whether all tokens of its kind are of one length; made-up names are not, nor are measures. */
function isFixed({ kind }: Token): boolean {
  return kind.isIdentity && !kind.isPadded && kind !== dockerNameKind;
}

function isToken({ kind }: Token, text: string): boolean {
  return kind.whole.test(text) && (kind !== dockerNameKind || isDockerName(text));
}
