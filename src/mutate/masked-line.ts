import type { Loose } from './may-differ.ts';

/** A line with what may differ in it, and the rest of it, which may not: padding made equal. */
export interface MaskedLine {
  text: string;
  loose: Loose[];
  rest: string;
}

/** Masks what may differ in a line; `isRight` says that its first column stands to the right, so that blanks before it do not count. */
export function maskLine(text: string, loose: Loose[], isRight: boolean): MaskedLine {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, sort, isPadded } of loose) {
    // A control character cannot be printed; it marks where blanks beside a token do not count.
    const mark = isPadded ? '\u0002' : '';
    parts.push(text.slice(done, start), `${mark}\u0001${sort}\u0001${mark}`);
    done = end;
  }
  const whole = parts.join('') + text.slice(done);
  const [indent = ''] = /^ */.exec(whole) ?? [];
  const rest = whole
    .slice(indent.length)
    .trimEnd()
    .replace(/ +\u0002/g, ' \u0002')
    .replace(/\u0002 +/g, '\u0002 ')
    .replace(/ {2,}/g, '  ');
  return { text, loose, rest: isRight ? rest : indent + rest };
}
