import type { Judgement } from '../transcript/compare-step.ts';
import { gapLine } from '../transcript/escape-line.ts';
import type { Step } from '../transcript/types.ts';
import type { DifferenceLine } from './messages.ts';

/** Equal lines that are shown beside a difference. */
const AROUND = 2;

/** A fence as the page has it beside what ran, in the page's words, so that what differs really differs. */
export function showDifference(
  steps: readonly { step: Step; judgement: Judgement; exitCode: number }[],
): DifferenceLine[] {
  return leaveOut(
    steps.flatMap(({ step, judgement, exitCode }) => [
      ...step.command.split('\n').map((text, at) => both(`${at === 0 ? '$' : '>'} ${text}`)),
      ...describeOutput(step, judgement),
      ...describeExit(step.exitCode, exitCode),
    ]),
  );
}

function describeOutput(step: Step, { written }: Judgement): DifferenceLine[] {
  const lines: DifferenceLine[] = [];
  const page = step.expected.map(({ gap, text }) => (gap ? gapLine : text));
  let next = 0;
  const leave = (until: number) => {
    while (next < until) lines.push({ side: 'page', text: page[next++] ?? '' });
  };
  for (const { of, isSame, gap, text } of written) {
    if (of !== undefined) leave(of);
    const shown = gap ? gapLine : text;
    if (of !== undefined && isSame) lines.push(both(page[next++] ?? shown));
    else {
      if (of !== undefined) leave(of + 1);
      lines.push({ side: 'run', text: shown });
    }
  }
  leave(page.length);
  return lines;
}

function describeExit(page: number, run: number): DifferenceLine[] {
  if (page === run) return lineOf('both', page);
  return [...lineOf('page', page), ...lineOf('run', run)];
}

/** A fence says no exit code 0. */
const lineOf = (side: DifferenceLine['side'], exitCode: number): DifferenceLine[] =>
  exitCode === 0 ? [] : [{ side, text: `[${exitCode}]` }];

function leaveOut(lines: readonly DifferenceLine[]): DifferenceLine[] {
  const isNear = (at: number) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ side }) => side !== 'both');
  const left: DifferenceLine[] = [];
  for (const [at, line] of lines.entries()) {
    if (isNear(at)) left.push(line);
    else if (left.at(-1)?.text !== '⋯') left.push(both('⋯'));
  }
  return left;
}

const both = (text: string): DifferenceLine => ({ side: 'both', text });
