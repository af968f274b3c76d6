import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTranscript } from '../../src/transcript/parse-transcript.ts';
import { printTranscript } from '../../src/transcript/print-transcript.ts';
import type { Step } from '../../src/transcript/types.ts';

const place = { file: 'a.mdx', line: 7, column: 3 };
const parse = (text: string, meta = '') => parseTranscript(text, meta, place);

const word = fc.stringMatching(/^[!-~가-힣🐳]([ -~가-힣🐳]*[!-~가-힣🐳])?$/u);
const outputLine = fc.oneof(
  word,
  fc.constantFrom(
    '',
    '...',
    '[1]',
    '[x]',
    '$',
    '$ x',
    '>',
    '> x',
    '$x',
    '>x',
    '[]',
    '[a b]',
    '```',
  ),
  fc.constantFrom('\\', '\\\\', '\\...', '\\[1]', '\\$ x', '\\> x', '\\x', '  indented'),
);
const steps: fc.Arbitrary<Omit<Step, 'place'>[]> = fc.array(
  fc.record({
    command: fc
      .tuple(word, fc.array(fc.oneof(word, fc.constant('')), { maxLength: 3 }))
      .map(([first, rest]) => [first, ...rest].join('\n')),
    expected: fc.array(
      fc.record({ text: outputLine, gap: fc.constant(false), place: fc.constant(place) }),
      { maxLength: 5 },
    ),
    exitCode: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 255 })),
  }),
  { minLength: 1, maxLength: 4 },
);

const bare = (list: Omit<Step, 'place'>[]) =>
  list.map(({ command, expected, exitCode }) => ({
    command,
    exitCode,
    expected: expected.map(({ text, gap }) => ({ text, gap })),
  }));

test('a printed transcript reads as what was printed, whatever commands print', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const text = printTranscript({ steps: list.map((step) => ({ ...step, place })) });
      expect(bare(parse(text).steps)).toEqual(bare(list));
    }),
  );
});

test('a transcript that reads prints as it was', () => {
  const line = fc.oneof(
    outputLine,
    word.map((text) => `$ ${text}`),
    word.map((text) => `> ${text}`),
  );
  const texts = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => lines.join('\n'));
  let read = 0;
  fc.assert(
    fc.property(texts, (text) => {
      let transcript;
      try {
        transcript = parse(`$ first\n${text}`);
      } catch {
        return;
      }
      read += 1;
      expect(printTranscript(transcript)).toBe(`$ first\n${text}`);
    }),
    { numRuns: 500 },
  );
  expect(read).toBeGreaterThan(50);
});

test('steps have commands, outputs, exit codes and places', () => {
  expect(parse('$ cat <<E\n> x\n>\n> E\nx\n\n...\n\\...\n[255]\n$ true').steps)
    .toMatchInlineSnapshot(`
    [
      {
        "command": "cat <<E
    x

    E",
        "exitCode": 255,
        "expected": [
          {
            "gap": false,
            "place": {
              "column": 3,
              "file": "a.mdx",
              "line": 12,
            },
            "text": "x",
          },
          {
            "gap": false,
            "place": {
              "column": 3,
              "file": "a.mdx",
              "line": 13,
            },
            "text": "",
          },
          {
            "gap": true,
            "place": {
              "column": 3,
              "file": "a.mdx",
              "line": 14,
            },
            "text": "...",
          },
          {
            "gap": false,
            "place": {
              "column": 3,
              "file": "a.mdx",
              "line": 15,
            },
            "text": "...",
          },
        ],
        "place": {
          "column": 3,
          "file": "a.mdx",
          "line": 8,
        },
      },
      {
        "command": "true",
        "exitCode": 0,
        "expected": [],
        "place": {
          "column": 3,
          "file": "a.mdx",
          "line": 17,
        },
      },
    ]
  `);
});

test('blanks at line ends mean nothing', () => {
  const [step] = parse('$ ls  \n>   \na \t\r\n \n').steps;
  expect(step?.command).toBe('ls\n');
  expect(step?.expected.map(({ text }) => text)).toEqual(['a', '', '']);
});

test('a backslash before what needs none was printed', () => {
  const text = '$ x\n\\d\n\\\\d\n\\$ x';
  const transcript = parse(text);
  expect(transcript.steps[0]?.expected.map((line) => line.text)).toEqual(['\\d', '\\d', '$ x']);
  expect(printTranscript(transcript)).toBe(text);
});

test('meta words are read', () => {
  const { meta } = parse(
    '$ x',
    `id="pull-by-tag2" answer='say "y"' unordered timeout="2m"  skip="왜 = 그래"`,
  );
  expect(meta).toEqual({
    id: 'pull-by-tag2',
    answer: 'say "y"',
    unordered: true,
    timeoutMs: 120_000,
    skip: '왜 = 그래',
  });
  expect(parse('$ x', 'timeout="30s" answer=""').meta).toEqual({
    unordered: false,
    timeoutMs: 30_000,
    answer: '',
  });
});

test.each([
  'danger',
  'id',
  'id=""',
  'id="a--b"',
  'id="a',
  'timeout="0s"',
  'timeout="1h"',
  'timeout="1.5s"',
  'skip=""',
  'varies="weather"',
  'unordered unordered',
  'id="a"b',
  '=',
])('the meta words %s are refused', (meta) => {
  expect(() => parse('$ x', meta)).toThrow(/^a\.mdx:7:\d+: expected /);
});

test.each(['[256]', '[-1]', '[0]', '[007]', '[x]', '[1.5]', '[1]\nmore'])(
  'the exit code %s is refused, and says how to print it',
  (line) => {
    expect(() => parse(`$ x\n${line}`)).toThrow(/^a\.mdx:9:3: expected /);
  },
);
