import { findLoose, type FirmWords, type Loose } from './may-differ.ts';

/** A line with what may differ in it, and the rest of it, which may not: padding made equal. */
export interface MaskedLine {
  text: string;
  loose: Loose[];
  rest: string;
}

/** Makes the function that masks a line. */
export function createMasking(firm: FirmWords): (text: string) => MaskedLine {
  const known = new Map<string, MaskedLine>();
  return (text) => {
    let line = known.get(text);
    if (line === undefined) known.set(text, (line = maskLine(text, findLoose(text, firm))));
    return line;
  };
}

function maskLine(text: string, loose: Loose[]): MaskedLine {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, sort, isIdentity } of loose) {
    // A control character cannot be printed; it marks where a measure, whose width differs, took blanks along.
    const mark = isIdentity ? '' : '\u0002';
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
  return { text, loose, rest: indent + rest };
}
