import type { Random } from './random.ts';
import {
  isLiteral,
  linesToSpoil,
  replacePart,
  replaceTexts,
  type Spoilable,
  type Spoiling,
} from './spoiling.ts';

/** Changes literal characters, words and values of single lines, each in every place. */
export function* spoilParts(run: Spoilable): Generator<Spoiling> {
  for (const at of linesToSpoil(run)) {
    for (const { kind, shape, change, excuse } of ways) {
      for (const match of at.text.matchAll(shape)) {
        const [part] = match;
        const span = { start: match.index, end: match.index + part.length };
        if (!isLiteral(at.masked, span.start, span.end)) continue;
        const changed = change(part, run.random, run.firm.digests);
        if (changed === part) continue;
        const text = replacePart(at.text, span, changed);
        yield {
          kind,
          steps: replaceTexts(run.steps, [{ at, text }]),
          line: at.line,
          rightLines: new Set([at.line]),
          what: `"${part}" became "${changed}" in "${at.text}"`,
          ...(excuse === undefined ? {} : { excuse }),
        };
      }
    }
  }
}

interface Way {
  kind: string;
  shape: RegExp;
  change(part: string, random: Random, digests: readonly string[]): string;
  excuse?: string;
}

const digits = '0123456789';
const small = 'abcdefghijklmnopqrstuvwxyz';

const ways: Way[] = [
  { kind: 'a digit', shape: /\d/g, change: (part, random) => another(part, digits, random) },
  {
    kind: 'a letter',
    shape: /\p{L}/gu,
    change(part, random) {
      if (/[a-z]/.test(part)) return another(part, small, random);
      if (/[A-Z]/.test(part)) return another(part, small.toUpperCase(), random);
      return another(part, '가나다라마바사', random);
    },
  },
  { kind: 'capital for small', shape: /[a-z]/g, change: (part) => part.toUpperCase() },
  {
    kind: 'a sign',
    shape: /[^\p{L}\d\s]/gu,
    change: (part, random) => another(part, '!?*+;~', random),
  },
  { kind: 'a blank gone', shape: /(?<=\S) (?=\S)/g, change: () => '' },
  {
    kind: 'a blank before a line',
    shape: /^(?=.)/g,
    change: () => ' ',
    excuse: 'padding of a number that stands to the right in its column',
  },
  { kind: 'a sign behind a line', shape: /$/g, change: () => '.' },
  { kind: 'a word', shape: /\p{L}{2,}/gu, change: (part) => (part === 'word' ? 'other' : 'word') },
  { kind: 'a word gone', shape: /(?<=^|\s)\p{L}{2,}(?=\s|$)/gu, change: () => '' },
  {
    kind: 'a size',
    shape: /\b\d+(?:\.\d+)?(?=[kKMGT]?i?B\b)/g,
    change: (part, random) => part.replace(/\d$/, (digit) => another(digit, digits, random)),
  },
  {
    kind: 'a count',
    shape: /(?<![\w.:-])\d+(?![\w.:-])/g,
    change: (part) => String(Number(part) + 1),
  },
  {
    kind: 'a tag',
    shape: /(?<=[\w]:|\s)(?:\d+\.\d+|latest|stable|<none>)(?=\s|$|:|')/g,
    change: (part) => (part === '2.0' ? '1.0' : '2.0'),
  },
  {
    kind: 'an address',
    shape: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g,
    change: (part) => part.replace(/\d+$/, (last) => String((Number(last) + 1) % 256)),
  },
  {
    kind: 'an age for an address',
    shape: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g,
    change: () => '3 seconds ago',
  },
  {
    kind: 'a port',
    shape: /(?<=[\w\]]:)\d{2,5}(?=[/ ]|->|$)|(?<=->|^| )\d{1,5}(?=\/(?:tcp|udp))/g,
    change: (part) => String(Number(part) + 1),
  },
  {
    kind: 'a header',
    shape: /(?<=^(?:[A-Z][A-Z0-9%/. ]*)?)[A-Z][A-Z%/]+(?=(?:[A-Z0-9%/. ]*) {2,}[A-Z0-9%/. ]+$|$)/g,
    change: () => 'HEADER',
  },
  {
    kind: 'another course digest',
    shape: /\b[0-9a-f]{12,64}\b/g,
    change: (part, random, known) => {
      const others = known.filter((digest) => !digest.startsWith(part));
      const isKnown = others.length < known.length && others.length > 0;
      return isKnown ? random.pick(others).slice(0, part.length) : part;
    },
  },
  {
    kind: 'an unknown digest',
    shape: /\b[0-9a-f]{12,64}\b/g,
    change: (part, random, known) =>
      known.some((digest) => digest.startsWith(part))
        ? part.replace(/./g, () => random.pick([...'0123456789abcdef']))
        : part,
  },
];

function another(part: string, choices: string, random: Random): string {
  return random.pick([...choices].filter((choice) => choice !== part));
}
