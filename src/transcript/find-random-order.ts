import type { Problem } from './transcript-error.ts';
import type { Chapter, Step } from './types.ts';

/** Steps whose expectation shows that Docker may print it in another order next time, in fences that want it in order. */
export function findRandomOrder(chapter: Chapter): Problem[] {
  return chapter.transcripts
    .filter(({ meta }) => !meta.unordered && meta.skip === undefined)
    .flatMap(({ steps }) => steps)
    .flatMap((step) => {
      const command = step.command.replaceAll('\\\n', ' ');
      if (/\bsort\b/.test(command)) return [];
      const rule = rules.find((each) => each.command.test(command) && each.isRandom(step));
      if (rule === undefined) return [];
      const sentence = `expected an order that is the same in every run but found ${rule.what}, which Docker prints in random order. Put unordered after \`\`\`console, or let the command end in "| sort".`;
      return [{ place: step.place, sentence }];
    });
}

/** What Docker Engine 28.5 was seen to print in random order. */
const rules: { command: RegExp; what: string; isRandom(step: Step): boolean }[] = [
  {
    command: /\bdocker (?:images|image (?:ls|list))\b/,
    what: 'several names of one image',
    isRandom: (step) => hasTwice(matchLines(step, / ([0-9a-f]{12}) {2,}/)),
  },
  {
    command: /\bdocker\b.* (?:pull|run|create|up)\b/,
    what: 'several layers that are pulled',
    isRandom: (step) =>
      matchLines(step, /^[0-9a-f]{12}: (Pull complete|Already exists)/).length > 1,
  },
  {
    command: /\bdocker (?:container )?diff\b/,
    what: 'several changed files',
    isRandom: (step) => matchLines(step, /^([ACD]) \//).length > 1,
  },
  {
    command: /\bdocker (?:image|system) prune\b/,
    what: 'several images that are deleted',
    isRandom: (step) => matchLines(step, /^(untagged): /).length > 1,
  },
];

function matchLines({ expected }: Step, shape: RegExp): string[] {
  return expected.flatMap(({ text }) => shape.exec(text)?.[1] ?? []);
}

function hasTwice(words: readonly string[]): boolean {
  return new Set(words).size < words.length;
}
