import type { Drift } from './compare.ts';
import { describeDifference, quote } from './describe-difference.ts';
import { escapeLine, gapLine } from './escape-line.ts';
import type { PageLine } from './pair-lines.ts';
import type { Renaming } from './renaming.ts';
import type { WrittenLine } from './rewrite-output.ts';
import type { Place, Recording, Step } from './types.ts';

/** What `describeDrift` looks at. */
export interface Compared {
  step: Step;
  page: readonly PageLine[];
  written: readonly WrittenLine[];
  recording: Recording;
  renaming: Renaming;
}

/** Says where and how an expectation and a rewritten recording differ first, if they do. */
export function describeDrift(compared: Compared): Drift | undefined {
  const { step, recording, written } = compared;
  const output = describeOutput(compared);
  const isSameExit = step.exitCode === recording.exitCode;
  if (output === undefined && isSameExit) return undefined;
  const exit = `expected exit code ${step.exitCode} but found ${recording.exitCode}.`;
  const sentences = [
    ...(output === undefined ? [] : [output.sentence]),
    ...(isSameExit ? [] : [exit]),
  ];
  return {
    place: output?.place ?? placeOfExit(step),
    sentence: sentences.join(' Also '),
    expected: printLines(step.expected, step.exitCode),
    actual: printLines(written, recording.exitCode),
  };
}

function describeOutput(compared: Compared): { place: Place; sentence: string } | undefined {
  const { step, written } = compared;
  let next = 0;
  for (const line of written) {
    const expected = step.expected[next];
    if (line.of === undefined || line.of > next) {
      if (expected === undefined) {
        const place = (step.expected.at(-1) ?? step).place;
        return { place, sentence: `expected no more output but found ${quote(line.text)}.` };
      }
      const found = line.gap ? 'no such line' : quote(line.text);
      return {
        place: expected.place,
        sentence: `expected ${quoteExpected(expected)} but found ${found}.`,
      };
    }
    if (!line.isSame && expected !== undefined) {
      const { page, renaming } = compared;
      const { column, sentence } = describeDifference(
        expected.text,
        line.text,
        page[next],
        line.run,
        renaming,
      );
      const shift = expected.isBare ? 0 : escapeLine(expected.text).length - expected.text.length;
      const place = { ...expected.place, column: expected.place.column + shift + column };
      return { place, sentence };
    }
    next += 1;
  }
  const missing = step.expected[next];
  if (missing === undefined) return undefined;
  return {
    place: missing.place,
    sentence: `expected ${quoteExpected(missing)} but the output had ended.`,
  };
}

function placeOfExit(step: Step): Place {
  if (step.exitCode === 0) return step.place;
  const before = step.place.line + step.command.split('\n').length + step.expected.length;
  return { ...step.place, line: before };
}

function printLines(lines: readonly { text: string; gap: boolean }[], exitCode: number): string {
  const printed = lines.map((line) => (line.gap ? gapLine : escapeLine(line.text)));
  return [...printed, ...(exitCode === 0 ? [] : [`[${exitCode}]`])].join('\n');
}

function quoteExpected(line: { text: string; gap: boolean }): string {
  return line.gap ? 'any lines (...)' : quote(line.text);
}
