import { escapeLine, gapLine } from './escape-line.ts';
import type { ExpectedLine, Step, Transcript } from './types.ts';

/** The body of a fence: `printTranscript(parseTranscript(text, …))` is `text` without blanks at line ends. */
export function printTranscript(transcript: Pick<Transcript, 'steps'>): string {
  return transcript.steps.flatMap(printStep).join('\n');
}

/** The lines of a step as its fence has them. */
export function printStep(step: Pick<Step, 'command' | 'expected' | 'exitCode'>): string[] {
  const [first = '', ...rest] = step.command.split('\n');
  return [
    `$ ${first}`,
    ...rest.map((line) => (line === '' ? '>' : `> ${line}`)),
    ...step.expected.map(printLine),
    ...(step.exitCode === 0 ? [] : [`[${step.exitCode}]`]),
  ];
}

function printLine({ text, gap, isBare }: Pick<ExpectedLine, 'text' | 'gap' | 'isBare'>): string {
  if (gap) return gapLine;
  return isBare ? text : escapeLine(text);
}
