import { SandboxError } from '../sandbox/errors.ts';
import { printPlace, TranscriptError } from '../transcript/transcript-error.ts';
import type { Place, Step } from '../transcript/types.ts';
import { atPlace } from './at-place.ts';
import type { Outcome } from './outcome.ts';

/** Why a step is not verified: one sentence or more with its place; undefined if it is. */
export function outcomeReason(outcome: Outcome, step: Step): string | undefined {
  switch (outcome.kind) {
    case 'verified':
      return undefined;
    case 'skipped':
    case 'not possible':
      return outcome.reason;
    case 'drifted':
      return `${printPlace(outcome.drift.place)}: ${outcome.drift.sentence}`;
    case 'failed':
      return outcome.error instanceof TranscriptError
        ? outcome.error.message
        : `${printPlace(step.place)}: ${outcome.error.message}`;
    case 'not run':
      return `${printPlace(step.place)}: expected the steps before this one to run but found that line ${outcome.failed.line} could not. Correct that step first; this one was not run.`;
  }
}

/** The error that fails a step's test, at the place that Vitest shows; undefined if the step is verified, skipped or not possible. `path` is the chapter's absolute path. */
export function outcomeError(outcome: Outcome, step: Step, path: string): Error | undefined {
  const reason = outcomeReason(outcome, step);
  const isLeftOut = outcome.kind === 'skipped' || outcome.kind === 'not possible';
  if (reason === undefined || isLeftOut) return undefined;
  if (outcome.kind === 'drifted') {
    const { expected, actual, place } = outcome.drift;
    const error = Object.assign(new Error(reason), { name: 'DriftError', expected, actual });
    return atPlace(error, place, path);
  }
  if (outcome.kind !== 'failed') {
    return atPlace(Object.assign(new Error(reason), { name: 'NotRun' }), step.place, path);
  }
  const { error } = outcome;
  const message = [reason, ...printScreen(error)].join('\n');
  const shown = Object.assign(new Error(message, { cause: error.cause }), { name: error.name });
  return atPlace(shown, placeOf(error) ?? step.place, path);
}

function placeOf(error: Error): Place | undefined {
  return error instanceof TranscriptError ? error.problems[0]?.place : undefined;
}

function printScreen(error: Error): string[] {
  const screen = error instanceof SandboxError ? (error.screen ?? []) : [];
  const shown = screen.slice(-MOST_LINES).map((line) => `  ${line}`);
  const left = screen.length - shown.length;
  if (shown.length === 0) return [];
  return [left > 0 ? `It had printed ${left} lines and these:` : 'It had printed:', ...shown];
}

/** How much of its output an error shows: what was printed last says most. */
const MOST_LINES = 50;
