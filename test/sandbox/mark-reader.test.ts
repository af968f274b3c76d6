import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMarkReader, printableMark } from '../../src/sandbox/mark-reader.ts';

const MARK = '0123456789abcdef0123456789abcdef';

/** What bash makes of the mark in its prompt. */
function printMark(number: number, exitCode: number): string {
  return printableMark(MARK, String(number), String(exitCode)).replace(
    /\\(\d{3})/g,
    (_, code: string) => String.fromCharCode(parseInt(code, 8)),
  );
}

/** Feeds the pieces and reads one step after the other. */
function readSteps(pieces: string[], count: number): { output: string; exitCode: number }[] {
  const reader = createMarkReader(MARK);
  const steps: { output: string; exitCode: number }[] = [];
  const readNext = (number: number): void => {
    let output = '';
    reader.read({
      number,
      onBytes: (bytes) => (output += bytes.toString('latin1')),
      onEnd: (exitCode) => {
        steps.push({ output, exitCode });
        if (number < count) readNext(number + 1);
      },
    });
  };
  readNext(1);
  for (const piece of pieces) reader.feed(Buffer.from(piece, 'latin1'));
  return steps;
}

/** Output full of what a mark is made of. */
const outputs = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\x18',
        '\x18\x1b]5150;',
        `\x18\x1b]5150;${MARK}`,
        `]5150;${MARK};1;2\x07`,
        MARK,
      ),
      fc.constantFrom('\x1b', ']', ';', '\x07', '0', 'a\r\n'),
      fc.string({ maxLength: 8, unit: 'binary-ascii' }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => !text.includes(`\x18\x1b]5150;${MARK};`));

const runs = fc.array(fc.record({ output: outputs, exitCode: fc.nat(255) }), {
  minLength: 1,
  maxLength: 4,
});

test('steps come apart as they were, wherever the bytes are cut', () => {
  fc.assert(
    fc.property(runs, fc.array(fc.nat()), (expected, cuts) => {
      const text = expected
        .map(({ output, exitCode }, at) => output + printMark(at + 1, exitCode))
        .join('');
      const borders = [...new Set([0, ...cuts.map((cut) => cut % text.length), text.length])];
      borders.sort((a, b) => a - b);
      const pieces = borders.slice(1).map((end, at) => text.slice(borders[at], end));
      expect(readSteps(pieces, expected.length)).toEqual(expected);
    }),
  );
});

test('the prompt of a command that nobody asked for ends no step', () => {
  const pieces = [
    'one',
    printMark(1, 0),
    'y: not found',
    printMark(1, 127),
    'two',
    printMark(2, 0),
  ];
  expect(readSteps(pieces, 2)).toEqual([
    { output: 'one', exitCode: 0 },
    { output: 'y: not foundtwo', exitCode: 0 },
  ]);
});

test('bytes are handed on at once unless they may be the beginning of a mark', () => {
  const reader = createMarkReader(MARK);
  const heard: string[] = [];
  reader.read({
    number: 1,
    onBytes: (bytes) => heard.push(bytes.toString('latin1')),
    onEnd: () => {},
  });
  for (const piece of ['Sure? ', '\x18', 'no mark', '\x18\x1b]51', '50;', 'x']) {
    reader.feed(Buffer.from(piece, 'latin1'));
  }
  expect(heard).toEqual(['Sure? ', '\x18no mark', '\x18\x1b]5150;x']);
});

test('another mark than that of this shell is output', () => {
  const other = printMark(1, 0).replace(MARK, MARK.toUpperCase());
  expect(readSteps([`a${other}b`, printMark(1, 3)], 1)).toEqual([
    { output: `a${other}b`, exitCode: 3 },
  ]);
});
