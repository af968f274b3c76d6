import { printTranscript } from './print-transcript.ts';
import type { Difference, Differences } from './types.ts';

/** The text of a file of `engines/LINE/`; `title` says which chapter and line it is of. */
export function printDifferences(
  title: string,
  { impossible, steps }: Pick<Differences, 'impossible' | 'steps'>,
): string {
  const parts =
    impossible === undefined
      ? [`# ${title}`, ...steps.flatMap(printSection)]
      : [`# ${title}: not possible`, impossible];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function printSection({ id, step, reason, isImpossible, printed }: Difference): string[] {
  const heading = `## ${id}, step ${step}${isImpossible ? ': not possible' : ''}`;
  if (printed === undefined) return [heading, reason];
  const body = printTranscript({ steps: [printed] });
  const marks = body.match(/^`{3,}/gm) ?? [];
  const mark = '`'.repeat(Math.max(3, ...marks.map(({ length }) => length + 1)));
  return [heading, reason, `${mark}console\n${body}\n${mark}`];
}
