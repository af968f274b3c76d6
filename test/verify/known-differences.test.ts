import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findPublishedLine, listEngineLines } from '../../src/sandbox/engine-line.mjs';
import { applyDifferences } from '../../src/transcript/apply-differences.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import { parseDifferences } from '../../src/transcript/parse-differences.ts';
import { printDifferences } from '../../src/transcript/print-differences.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync('engines/*/*.md', { cwd: root }).sort();
const textOf = (file: string) => readFileSync(`${root}${file}`, 'utf8');

test('known differences are kept of lines that there are, and not of the published one', () => {
  const lines = [...new Set(files.map((file) => basename(dirname(file))))];
  const others = listEngineLines().filter((line) => line !== findPublishedLine());
  expect(lines).not.toEqual([]);
  expect(others).toEqual(expect.arrayContaining(lines));
});

test('every known difference is of a step that its chapter has, and says why in Korean', () => {
  const silent = files.flatMap((file) => {
    const differences = parseDifferences(file, textOf(file));
    const page = `src/content/docs/${basename(file, '.md')}.mdx`;
    applyDifferences(parseChapter(page, textOf(page)), differences);
    const reasons = [
      ...(differences.impossible === undefined
        ? []
        : [{ line: 1, reason: differences.impossible }]),
      ...differences.steps.map(({ place, reason }) => ({ line: place.line, reason })),
    ];
    return reasons.flatMap(({ line, reason }) =>
      /\p{Script=Hangul}.*[.요]$/su.test(reason) ? [] : [`${file}:${line}`],
    );
  });
  expect(silent, 'sections without a sentence in Korean').toEqual([]);
});

test('every file is written as record writes it', () => {
  for (const file of files) {
    const differences = parseDifferences(file, textOf(file));
    const title = `${basename(file, '.md')} on ${basename(dirname(file))}`;
    expect(printDifferences(title, differences)).toBe(textOf(file));
  }
});
