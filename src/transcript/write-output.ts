import { cutLineEnd, escapeLine, gapLine } from './escape-line.ts';
import type { WrittenLine } from './rewrite-output.ts';
import { TranscriptError } from './transcript-error.ts';
import type { Chapter, ChapterTranscript, SourceLine, Step } from './types.ts';

/** A step and the output that it is to have. */
export interface Output {
  chapter: Chapter;
  transcript: ChapterTranscript;
  step: Step;
  written: readonly WrittenLine[];
  exitCode: number;
}

/**
 * What replaces a step's output and exit code in its chapter, from the end of the command to the end of the last line, as offsets
 * (UTF-16) and text: lines that stay keep their bytes, new ones get the fence's indentation and line break.
 */
export function writeOutput(output: Output): { start: number; end: number; text: string } {
  const { chapter, transcript, step, written, exitCode } = output;
  const { lines, place } = transcript;
  const first = step.place.line - place.line - 1 + step.command.split('\n').length;
  const nextStep = transcript.steps[transcript.steps.indexOf(step) + 1];
  const last = nextStep === undefined ? lines.length : nextStep.place.line - place.line - 1;
  const command = lines[first - 1];
  if (command === undefined) throw new Error(`no command before line ${first} of the fence`);
  const breakBefore = (line: SourceLine, index: number) =>
    chapter.text.slice(lines[index - 1]?.end, line.start - line.prefix.length);
  const lineBreak = /\r\n|\n|\r/.exec(chapter.text.slice(command.end))?.[0] ?? '\n';

  const writeLine = (fenceLine: string, index: number | undefined, isKept: boolean): string => {
    const old = index === undefined ? undefined : lines[index];
    if (old === undefined || index === undefined) {
      return lineBreak + indentFor(fenceLine, transcript.indent) + fenceLine;
    }
    if (isKept) return chapter.text.slice(lines[index - 1]?.end, old.end);
    const isTooShort = old.prefix.length < transcript.indent.length;
    const prefix = isTooShort ? indentFor(fenceLine, transcript.indent) : old.prefix;
    return breakBefore(old, index) + prefix + fenceLine;
  };
  const body = written.map((line) => {
    const fenceLine = line.gap ? gapLine : escapeLine(line.text);
    refuseClosing(fenceLine, transcript, step);
    const { of } = line;
    const isKept = of !== undefined && line.text === (step.expected[of]?.text ?? '');
    return writeLine(fenceLine, of === undefined ? undefined : first + of, isKept);
  });
  const oldExit = step.exitCode === 0 ? undefined : last - 1;
  const exit =
    exitCode === 0 ? '' : writeLine(`[${exitCode}]`, oldExit, exitCode === step.exitCode);
  return {
    start: command.end,
    end: lines[last - 1]?.end ?? command.end,
    text: body.join('') + exit,
  };
}

function indentFor(line: string, indent: string): string {
  return line === '' ? cutLineEnd(indent) : indent;
}

function refuseClosing(line: string, { mark }: ChapterTranscript, step: Step): void {
  const text = line.trim();
  const isMark = text.length >= mark.length && text === mark.charAt(0).repeat(text.length);
  if (!isMark) return;
  const sentence = `expected output that fits between ${mark} and ${mark} but found the line "${text}", which would close the fence. Open and close it with ${text}${mark.charAt(0)} and record again.`;
  throw new TranscriptError([{ place: step.place, sentence }]);
}
