import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineReader } from '../../src/transcript/read-line.ts';
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

/** The characters of a page's outputs that are in no volatile token. */
function literalPlaces(
  page: string,
): { offset: number; line: number; column: number | undefined }[] {
  const chapter = parseChapter('lesson.mdx', page);
  const steps = chapter.transcripts.flatMap((transcript) => transcript.steps);
  const commands = steps.map(({ command }) => command);
  const readLine = createLineReader({ literals: new Set([courseDigest]), commands });
  return chapter.transcripts.flatMap((transcript) =>
    transcript.steps.flatMap((step) =>
      step.expected.flatMap(({ text, gap, place }) => {
        const source = transcript.lines[place.line - transcript.place.line - 1];
        if (gap || source === undefined) return [];
        const escape = source.end - source.start - text.length;
        const { tokens } = readLine(text);
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
      }),
    ),
  );
}
