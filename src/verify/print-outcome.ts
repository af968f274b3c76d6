import { diff } from 'node:util';
import type { Step } from '../transcript/types.ts';
import type { Outcome } from './outcome.ts';
import { outcomeError } from './outcome-error.ts';

/** What to say of a step that is not good, in lines; none where it is. */
export function printOutcome(outcome: Outcome, step: Step): string[] {
  const error = outcomeError(outcome, step, step.place.file);
  if (error === undefined) return [];
  if (outcome.kind !== 'drifted') return error.message.split('\n');
  const { expected, actual } = outcome.drift;
  const lines = diff(expected.split('\n'), actual.split('\n'));
  return [error.message, ...lines.map(([operation, line]) => `  ${marks[operation + 1]} ${line}`)];
}

/** Of what only the engine printed, what both say, what only the page says. */
const marks = ['+', ' ', '-'];
