import {
  continuationLine,
  cutLineEnd,
  exitCodeLine,
  gapLine,
  promptLine,
  unescapeLine,
} from './escape-line.ts';
import { parseMeta } from './parse-meta.ts';
import { TranscriptError, type Problem } from './transcript-error.ts';
import type { ExpectedLine, Place, Step, Transcript } from './types.ts';

/** Columns that a caller knows better than the fence's own text: of the meta words, and of each line of the body. */
export interface FenceColumns {
  meta: number;
  lines: readonly number[];
}

/**
 * Reads one `console` fence from its body, its meta words and the place of its opening line; blanks at line ends mean nothing.
 * Throws a `TranscriptError` that holds all its mistakes.
 */
export function parseTranscript(
  text: string,
  rawMeta: string,
  place: Place,
  columns?: FenceColumns,
): Transcript {
  const problems: Problem[] = [];
  const metaColumn = columns?.meta ?? place.column + '```console '.length;
  const meta = parseMeta(rawMeta, { ...place, column: metaColumn }, problems);
  const lines = splitLines(text).map((line, index) => ({
    text: cutLineEnd(line),
    place: {
      file: place.file,
      line: place.line + 1 + index,
      column: columns?.lines[index] ?? place.column,
    },
  }));
  const steps = readSteps(lines, place, problems);
  const second = steps[1];
  if (meta.answer !== undefined && second !== undefined) {
    problems.push({
      place: second.place,
      sentence: `expected one step in a fence with an answer but found ${steps.length}. Give this step a fence of its own: pasted together, the second command would be read as an answer.`,
    });
  }
  if (problems.length > 0) throw new TranscriptError(problems);
  return { meta, steps, text, rawMeta, place };
}

/** The lines of a fence's body; none if it is empty. */
export function splitLines(text: string): string[] {
  return text === '' ? [] : text.split(/\r\n|\n|\r/);
}

function readSteps(lines: ExpectedText[], fence: Place, problems: Problem[]): Step[] {
  const steps: Step[] = [];
  let step: Step | undefined;
  for (const [index, { text, place }] of lines.entries()) {
    if (promptLine.test(text)) {
      step = { command: text.slice(2), expected: [], exitCode: 0, place };
      steps.push(step);
      if (step.command.trim() === '') {
        problems.push({
          place,
          sentence: 'expected a command after "$" but found none. Write one or delete the line.',
        });
      }
    } else if (step === undefined) {
      problems.push({
        place,
        sentence: `expected "$ " before the first line of a console fence but found "${text}". Add the prompt, or use a "sh" fence if it is not run.`,
      });
      return steps;
    } else if (continuationLine.test(text)) {
      if (step.expected.length === 0) step.command += `\n${text.slice(2)}`;
      else {
        problems.push({
          place,
          sentence: `expected output after output but found "${text}", which continues a command. If it was printed, write "\\${text}".`,
        });
      }
    } else if (exitCodeLine.test(text)) {
      const next = lines[index + 1];
      const isLast = next === undefined || promptLine.test(next.text);
      readExitCode({ text, place }, isLast, step, problems);
    } else {
      const printed = unescapeLine(text);
      const isBare = printed === text && text.startsWith('\\');
      const gap = text === gapLine;
      step.expected.push({ text: printed, gap, place, ...(isBare ? { isBare } : {}) });
    }
  }
  if (steps.length === 0) {
    problems.push({
      place: fence,
      sentence:
        'expected a line that begins with "$ " in a console fence but found an empty fence. Write a command or delete the fence.',
    });
  }
  return steps;
}

type ExpectedText = Pick<ExpectedLine, 'text' | 'place'>;

function readExitCode(line: ExpectedText, isLast: boolean, step: Step, problems: Problem[]): void {
  const word = line.text.slice(1, -1);
  const refuse = (sentence: string) => problems.push({ place: line.place, sentence });
  const printed = `If it was printed, write "\\${line.text}".`;
  if (!isLast) {
    refuse(`expected ${line.text} as the last line of its step but found more lines. ${printed}`);
  } else if (word === '0') {
    refuse('expected no line for the exit code 0 but found [0]. Delete it: 0 goes unsaid.');
  } else if (!/^[1-9][0-9]*$/.test(word) || Number(word) > 255) {
    refuse(`expected an exit code from 1 to 255 but found ${line.text}. ${printed}`);
  } else {
    step.exitCode = Number(word);
  }
}
