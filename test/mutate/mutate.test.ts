import { describe, expect, test } from 'vitest';
import { mutate } from '../../src/mutate/mutate.ts';
import { compareStep } from '../../src/transcript/compare-step.ts';
import { Renaming } from '../../src/transcript/renaming.ts';
import { courseDigest, madeChapter } from './made-chapter.ts';

type Compare = typeof compareStep;

/** Mutates the made chapter with a comparison, and reads the score back by kinds. */
function score(compare: Compare, seed = 1) {
  let text = '';
  const mutating = { literals: new Set([courseDigest]), compare, seed, most: 1000 };
  const exitCode = mutate([madeChapter()], mutating, (printed) => (text += printed));
  const counts = (kind: string) => {
    const row = text.split('\n').find((line) => line.startsWith(`${kind}  `));
    const [tried, noticed, , , missed] = row?.slice(kind.length).trim().split(/ +/) ?? [];
    return { tried: Number(tried), noticed: Number(noticed), missed: Number(missed) };
  };
  return { exitCode, text, counts };
}

test('what should be noticed is noticed, and every other run matches', () => {
  const { exitCode, text, counts } = score(compareStep);
  expect(exitCode).toBe(0);
  expect(counts('together').missed).toBe(0);
  expect(text.split('\n').at(-2)).toBe('5 other runs of 1 files (7 steps), 0 did not match.');
});

test('the same seed tries the same, another seed something else', () => {
  expect(score(compareStep, 3).text).toBe(score(compareStep, 3).text);
  expect(score(compareStep, 4).text).not.toBe(score(compareStep, 3).text);
});

test('what is not noticed is listed with its line and the reason', () => {
  const { text } = score(compareStep);
  expect(text.slice(text.indexOf('\nNot noticed'))).toMatchInlineSnapshot(`
    "
    Not noticed: a measure: any duration is accepted
      made.md:8: another measure: "12 seconds" became "2 weeks" in "b8eb2af2f261   web       Up 12 seconds   sad_kilby3"
      made.md:9: another measure: "1 second" became "2 weeks" in "d8ff49b6f772   web       Up 1 second     recursing_lederberg"

    Not noticed: an identity seen only here: nothing contradicts it
      made.md:8: a fresh identity: sad_kilby3 became epic_cray7 in "b8eb2af2f261   web       Up 12 seconds   sad_kilby3"
      made.md:9: a fresh identity: recursing_lederberg became epic_hopper7 in "d8ff49b6f772   web       Up 1 second     recursing_lederberg"

    Not noticed: identities that only this tells apart, or the same lines in another order
      made.md:8: identities swapped: sad_kilby3 and recursing_lederberg changed places

    Not noticed: the line ... stands for any lines
      made.md:25: a line doubled: "Version: 28.5.2" was printed twice
      made.md:25: an empty line added: an empty line was printed behind it
      made.md:27: a line added: a line was printed before it
      made.md:27: a line doubled: "Address: 172.17.0.1" was printed twice

    Not noticed: an unordered fence: the order of its lines does not count
      made.md:19: lines swapped: "web <none> sha256:4d31b4f64c687f343604215166cb2fd06b596308da51a30331968f75f42fa9cd" came after "pair 1.0 d8ff49b6f772"

    Loose by column, key or command, taken on trust from src/transcript/kinds.ts: nothing.
    5 other runs of 1 files (7 steps), 0 did not match.
    445 of the 445 spoilings that should be noticed were, 10 more could come from another run; 0 places were not tried (seed 1)."
  `);
});

describe('a weakened comparison makes the score fall and the exit code 1:', () => {
  const weakened: [string, string, Compare][] = [
    [
      'deaf to exit codes',
      'an exit code',
      (transcript, step, recording, ...rest) =>
        compareStep(transcript, step, { ...recording, exitCode: step.exitCode }, ...rest),
    ],
    [
      'deaf to lines behind the last',
      'a line doubled',
      (transcript, step, recording, ...rest) => {
        const lines = recording.lines.slice(0, Math.max(step.expected.length, 1));
        const hasGap = step.expected.some(({ gap }) => gap);
        return compareStep(transcript, step, hasGap ? recording : { ...recording, lines }, ...rest);
      },
    ],
    [
      'forgetting names from step to step',
      "another's short ID",
      (transcript, step, recording, _, readLine) =>
        compareStep(transcript, step, recording, new Renaming(), readLine),
    ],
    [
      'taking digits for nothing',
      'a digit',
      (transcript, step, recording, known, readLine) =>
        compareStep(transcript, step, recording, known, (text, context) => {
          const line = readLine(text, context);
          return { ...line, mask: line.mask.replace(/\d/g, '0') };
        }),
    ],
    [
      'taking every order for the same',
      'lines swapped',
      (transcript, step, recording, ...rest) =>
        compareStep({ meta: { ...transcript.meta, unordered: true } }, step, recording, ...rest),
    ],
  ];
  test.each(weakened)('%s', (_, kind, compare) => {
    const { exitCode, counts } = score(compare);
    expect(exitCode).toBe(1);
    expect(counts(kind).missed).toBeGreaterThan(0);
    expect(counts(kind).noticed).toBeLessThan(score(compareStep).counts(kind).noticed);
  });
});

test('a comparison that is too strict fails on other runs', () => {
  const { exitCode, text } = score((transcript, step, recording, known, readLine) =>
    compareStep(transcript, step, recording, known, (text) => ({ ...readLine(text), mask: text })),
  );
  expect(exitCode).toBe(1);
  expect(text).toContain('Another run that did not match:');
  expect(text).toMatch(/made\.md:3: expected "b67b7fc4952d\w+" but found "\w+"\./);
});
