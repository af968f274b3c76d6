import type { Drift } from './compare.ts';
import { escapeLine, gapLine } from './escape-line.ts';
import type { PageLine } from './pair-lines.ts';
import type { Line } from './read-line.ts';
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
    sentence: `${sentences.join(' Also ')} Correct the page, or if what was printed is right, let "npm run record" write it.`,
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
      const column = columnOf(expected.text, line.text, compared.page[next]);
      const shift = expected.isBare ? 0 : escapeLine(expected.text).length - expected.text.length;
      const place = { ...expected.place, column: expected.place.column + shift + column };
      const sentence = `expected ${quote(expected.text)} but found ${quote(line.text)}.`;
      return {
        place,
        sentence: sentence + describeNames(compared.page[next], line.run, compared.renaming),
      };
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

/** Which names do not belong together, where only names differ. */
function describeNames(
  page: PageLine | undefined,
  run: Line | undefined,
  renaming: Renaming,
): string {
  if (page === undefined || page === 'gap' || page.mask !== run?.mask) return '';
  for (const [index, token] of page.tokens.entries()) {
    const other = run.tokens[index];
    if (other === undefined || renaming.relate(token, other) !== 'conflict') continue;
    const { kind, text } = token;
    const ofPage = renaming.findPage(token);
    const ofRun = renaming.findRun(other);
    const isNew = ofRun === undefined || ofRun.page === ofRun.run;
    const first = ofPage === undefined ? 'is new on the page' : `is the one of line ${ofPage.line}`;
    const second = isNew
      ? 'is another one'
      : `is ${ofRun.page.slice(0, other.text.length)} of line ${ofRun.line}`;
    return ` The ${kind.name} ${text} ${first}, but ${other.text}, which was printed here, ${second}.`;
  }
  return '';
}

/** Where two lines begin to differ, counted from 0; inside a token, where the token begins. */
function columnOf(expected: string, found: string, page: PageLine | undefined): number {
  let column = 0;
  while (column < expected.length && expected[column] === found[column]) column += 1;
  const tokens = page === undefined || page === 'gap' ? [] : page.tokens;
  return tokens.find(({ start, end }) => start < column && column < end)?.start ?? column;
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

function quote(text: string): string {
  return text === '' ? 'an empty line' : `"${text}"`;
}
