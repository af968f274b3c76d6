import { linesToSpoil, replaceTexts, type Spoilable, type Spoiling } from './spoiling.ts';

/** Renames what is not to be renamed, throughout the chapter, as if it were an identity. */
export function* spoilEverywhere(run: Spoilable): Generator<Spoiling> {
  const lines = linesToSpoil(run);
  for (const { kind, shape, change } of ways) {
    const found = lines.flatMap(({ text }) => text.match(shape) ?? []);
    const isKnown = (part: string) => run.firm.digests.some((digest) => digest.startsWith(part));
    for (const part of new Set(found)) {
      if (kind === 'a digest throughout' && !isKnown(part)) continue;
      const changed = change(part);
      const touched = lines.filter(({ text }) => text.match(shape)?.includes(part));
      const texts = touched.map((at) => {
        const text = at.text.replace(shape, (other) => (other === part ? changed : other));
        return { at, text };
      });
      yield {
        kind,
        steps: replaceTexts(run.steps, texts),
        line: Math.min(...touched.map(({ line }) => line)),
        rightLines: new Set(touched.map(({ line }) => line)),
        what: `"${part}" became "${changed}" on ${touched.length} lines`,
      };
    }
  }
}

const ways: { kind: string; shape: RegExp; change(part: string): string }[] = [
  {
    kind: 'a digest throughout',
    shape: /\b[0-9a-f]{12,64}\b/g,
    change: (part) =>
      part.replace(/./g, (digit) => ((Number.parseInt(digit, 16) + 1) % 16).toString(16)),
  },
  {
    kind: 'an address throughout',
    shape: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g,
    change: (part) => part.replace(/^\d+/, (first) => String((Number(first) + 1) % 256)),
  },
];
