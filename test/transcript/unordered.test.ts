import { expect, test } from 'vitest';
import { a, b, compareOutputs, driftOf, x, y } from './compare-outputs.ts';
import { comparePage, updatePage } from './run-page.ts';

const [c, d, z, w] = ['0c0c0c0c0c0c', '0d0d0d0d0d0d', '9e9e9e9e9e9e', '9f9f9f9f9f9f'];

test('in an unordered fence that drifted anyway, the drift is told', () => {
  expect(
    driftOf([`del ${a}\ndel ${b}\nsum 1`], [`sum 2\ndel ${x}\ndel ${y}`], ' unordered'),
  ).toMatch(/^5:5: expected "1" but found "2"/);
});

test('unordered lines that differ in a new name each are told apart by a later step', () => {
  const drifted = (later: string[], run: string[]) => {
    const page = [
      `unordered\n$ push\n${a}: Pushed\n${b}: Pushed`,
      ...later.map((id) => `\n$ id\n${id}`),
    ];
    const fences = page.map((fence) => `\`\`\`console ${fence}\n\`\`\``).join('\n\n');
    const screens = [[`${x}: Pushed`, `${y}: Pushed`], ...run.map((id) => [id])];
    const recordings = screens.map((lines) => ({ lines, exitCode: 0, durationMs: 1 }));
    return comparePage(fences, recordings).map((drift) => drift?.place.line);
  };
  expect(drifted([a, b], [x, y])).toEqual([undefined, undefined, undefined]);
  expect(drifted([a, b], [y, x])).toEqual([undefined, undefined, undefined]);
  expect(drifted([b, a, a], [x, y, y])).toEqual([undefined, undefined, undefined, undefined]);
  expect(drifted([a, b], [x, x])).toEqual([undefined, undefined, expect.any(Number)]);
  expect(drifted([a, a], [x, y])).toEqual([undefined, undefined, expect.any(Number)]);
  expect(drifted([a], ['0badcafe1234'])).toEqual([undefined, expect.any(Number)]);
});

test('recording keeps the names of lines that a later step told apart', () => {
  const page = `\`\`\`console unordered\n$ one\n${a}: Pushed\n${b}: Pushed\n\`\`\`\n\n\`\`\`console\n$ two\n${a}\nold\n\`\`\`\n`;
  const recordings = [`${x}: Pushed\n${y}: Pushed`, `${y}\nnew`].map((text) => ({
    lines: text.split('\n'),
    exitCode: 0,
    durationMs: 1,
  }));
  expect(updatePage(page, recordings)).toBe(page.replace('old', 'new'));
});

test('unordered lines that nothing tells apart are refused', () => {
  expect(() =>
    compareOutputs(
      [`del ${a} ${c}\ndel ${b} ${d}`],
      [`del ${x} ${z}\ndel ${y} ${w}`],
      ' unordered',
    ),
  ).toThrowErrorMatchingInlineSnapshot(
    `[TranscriptError: lesson.mdx:3:1: expected unordered lines that can be told apart but found several that differ only in names seen here for the first time. Show the names in an earlier step, or make the order firm with sort.]`,
  );
});
