import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineReader } from '../../src/transcript/read-line.ts';
import { readOutput } from '../../src/transcript/read-output.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import { lucks } from './lucks.ts';
import { courseDigest, playLesson, recordingsOf, writePage } from './play-lesson.ts';
import { comparePage, updatePage } from './run-page.ts';

/** Ways in which the same page can be written. */
const writings = fc.record({
  prefix: fc.constantFrom('', '> ', '   ', '>   > '),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\uFEFF'),
  end: fc.constantFrom('', '\n'),
});

const pages = fc.record({ luck: lucks, writing: writings }).map(({ luck, writing }) => {
  const page = writePage(playLesson(luck), writing.prefix) + writing.end;
  return writing.mark + page.replaceAll('\n', writing.lineBreak);
});

test('recording an unchanged chapter changes no byte, whatever Docker chose this time', () => {
  fc.assert(
    fc.property(pages, lucks, (page, luck) => {
      expect(updatePage(page, recordingsOf(playLesson(luck)))).toBe(page);
    }),
  );
});

test('recording brings a spoiled character back byte for byte, and comparing names its line and column', () => {
  fc.assert(
    fc.property(
      pages,
      lucks,
      fc.nat(),
      fc.constantFrom('#', 'x', '~'),
      (page, luck, choice, character) => {
        const places = literalPlaces(page).filter(({ offset }) => page[offset] !== character);
        const place = places[choice % places.length];
        if (place === undefined) throw new Error('the page has no output');
        const spoiled = page.slice(0, place.offset) + character + page.slice(place.offset + 1);
        const recordings = recordingsOf(playLesson(luck));
        const drifts = comparePage(spoiled, recordings).filter((drift) => drift !== undefined);
        expect(drifts.map((drift) => drift.place)).toEqual([
          { file: 'lesson.mdx', line: place.line, column: place.column ?? expect.any(Number) },
        ]);
        expect(updatePage(spoiled, recordings)).toBe(page);
      },
    ),
    { numRuns: 300 },
  );
});

test('recording twice equals recording once, and what was recorded verifies', () => {
  fc.assert(
    fc.property(pages, lucks, lucks, fc.integer(), (page, luck, next, seed) => {
      const changed = recordingsOf(playLesson(luck)).map((recording, index) => ({
        ...recording,
        exitCode: (seed + index) % 3 === 0 ? 7 : recording.exitCode,
        lines: recording.lines.filter((_, line) => (seed + index + line) % 4 !== 0),
      }));
      const once = updatePage(page, changed);
      expect(updatePage(once, changed)).toBe(once);
      expect(comparePage(once, changed).filter(Boolean)).toEqual([]);
      expect(updatePage(once, recordingsOf(playLesson(next))).length).toBeGreaterThan(0);
    }),
  );
});

const a = `3f2a9c81d07e${'a1'.repeat(26)}`;
const x = `1d8e60f2a4b9${'d4'.repeat(26)}`;
const y = `e85b3c97420d${'e5'.repeat(26)}`;

/** Records outputs, one for each step, into a page. */
function record(page: string, ...outputs: string[]): string {
  const recordings = outputs.map((output) => {
    const lines = output === '' ? [] : output.split('\n');
    const exit = /^\[([0-9]+)\]$/.exec(lines.at(-1) ?? '');
    if (exit !== null) lines.pop();
    return { lines, exitCode: Number(exit?.[1] ?? 0), durationMs: 1 };
  });
  return updatePage(page, recordings);
}

const fence = (...lines: string[]) => ['```console', ...lines, '```'].join('\n');

test('a new output is written with escapes and its exit code', () => {
  expect(record(fence('$ a', '$ b', '> c'), 'x\n\n$ y', '> z\n...\n[1]\n\\\n[4]')).toBe(
    fence('$ a', 'x', '', '\\$ y', '$ b', '> c', '\\> z', '\\...', '\\[1]', '\\\\', '[4]'),
  );
});

test('an output that is gone is taken away with its exit code', () => {
  expect(record(fence('$ a', 'x', '', '[1]', '$ b', 'y'), '', 'y')).toBe(fence('$ a', '$ b', 'y'));
});

test('new lines have the indentation, quote marks and line breaks of their fence', () => {
  const page = '- x\r\n\r\n  > ```console\r\n  > $ a\r\n  > one\r\n  > ```\r\n';
  expect(record(page, 'one\n\n  two')).toBe(
    '- x\r\n\r\n  > ```console\r\n  > $ a\r\n  > one\r\n  >\r\n  >   two\r\n  > ```\r\n',
  );
  const inItem = '1. ```console\n   $ a\n   ```';
  expect(record(inItem, 'one\n\n  two')).toBe('1. ```console\n   $ a\n   one\n\n     two\n   ```');
});

test('a line without its full indentation gets it when it changes', () => {
  expect(record('  ```console\n$ a\nx\n y\n  ```', '  x\ny')).toBe(
    '  ```console\n$ a\n    x\n y\n  ```',
  );
});

test('lines that did not change keep their bytes, blanks at their ends included', () => {
  expect(record(fence('$ a ', 'one  ', '\\d', 'two\t', 'three'), 'one\n\\d\ntwo\n3')).toBe(
    fence('$ a ', 'one  ', '\\d', 'two\t', '3'),
  );
});

test('a gap stays where the lines around it are still there, else all is written', () => {
  const page = fence('$ a', 'first', '...', 'last');
  expect(record(page, 'first!\n1\n2\nlast')).toBe(fence('$ a', 'first!', '...', 'last'));
  expect(record(page, 'first\n1\n2')).toBe(fence('$ a', 'first', '1', '2'));
  expect(record(fence('$ a', '...', '}'), '1\n2\n]')).toBe(fence('$ a', '...', ']'));
});

test('in a step that drifted, known things keep the page’s names and new things get their own', () => {
  const page = fence('$ a', a, '$ b', `${a.slice(0, 12)} old`);
  expect(record(page, x, `${x.slice(0, 12)} new\n${y.slice(0, 12)} new`)).toBe(
    fence('$ a', a, '$ b', `${a.slice(0, 12)} new`, `${y.slice(0, 12)} new`),
  );
});

test('a thing whose name changed on the page is called so in later steps', () => {
  const page = fence('$ a', 'old', '$ b', a.slice(0, 12));
  expect(record(page, x, x.slice(0, 12))).toBe(fence('$ a', x, '$ b', x.slice(0, 12)));
});

test('a name of the run that means something else on the page is changed', () => {
  const [one, two] = ['net:[4026532407]', 'net:[4026532501]'];
  expect(record(fence('$ a', one, '$ b', 'old'), two, `now ${one}`)).toBe(
    fence('$ a', one, '$ b', 'now net:[4026532408]'),
  );
});

test('a table that got a wider row is laid out anew', () => {
  const page = fence('$ docker images', 'REPOSITORY   TAG       ID', 'web          1.0       12');
  const run = [
    'REPOSITORY                TAG       ID',
    'localhost:5050/long/web   1.0       13',
    'web                       1.0       12',
  ];
  expect(record(page, run.join('\n'))).toBe(fence('$ docker images', ...run));
});

test('a table of another program than Docker stays as that program laid it out', () => {
  const run = ['PID   USER     COMMAND', '    1 root     httpd -f', '    8 root     ps'];
  expect(record(fence('$ docker exec shop ps'), run.join('\n'))).toBe(
    fence('$ docker exec shop ps', ...run),
  );
});

test('an output that would close its own fence is refused', () => {
  const page = '````console\n$ cat x\n````';
  expect(record(page, '```\n ~~~~')).toBe('````console\n$ cat x\n```\n ~~~~\n````');
  expect(() => record(page, 'a\n ````')).toThrowErrorMatchingInlineSnapshot(
    `[TranscriptError: lesson.mdx:2:1: expected output that fits between \`\`\`\` and \`\`\`\` but found the line "\`\`\`\`", which would close the fence. Open and close it with \`\`\`\`\` and record again.]`,
  );
});

test('steps without a recording stay as they are', () => {
  const page = fence('$ a', 'x', '$ b', 'y');
  expect(record(page, 'z')).toBe(fence('$ a', 'z', '$ b', 'y'));
});

/** The characters of a page's outputs that are in no volatile token. */
function literalPlaces(
  page: string,
): { offset: number; line: number; column: number | undefined }[] {
  const chapter = parseChapter('lesson.mdx', page);
  const steps = chapter.transcripts.flatMap((transcript) => transcript.steps);
  const commands = steps.map(({ command }) => command);
  const readLine = createLineReader({ literals: new Set([courseDigest]), commands });
  return chapter.transcripts.flatMap((transcript) =>
    transcript.steps.flatMap((step) => {
      const texts = step.expected.map(({ text, gap }) => (gap ? undefined : text));
      const lines = readOutput(texts, { command: step.command }, readLine);
      return step.expected.flatMap(({ text, gap, place }, index) => {
        const source = transcript.lines[place.line - transcript.place.line - 1];
        if (gap || source === undefined) return [];
        const escape = source.end - source.start - text.length;
        const line = lines[index];
        const tokens = line === undefined || line === 'gap' ? [] : line.tokens;
        return [...text].flatMap((_, at) =>
          tokens.some(({ start, end }) => start <= at && at < end)
            ? []
            : [
                {
                  offset: source.start + escape + at,
                  line: place.line,
                  // A spoiled escape is none: then the whole line differs.
                  column: escape > 0 ? undefined : place.column + at,
                },
              ],
        );
      });
    }),
  );
}
