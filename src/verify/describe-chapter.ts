import { hashTranscript } from '../transcript/hash-transcript.ts';
import type { Chapter, FenceReport, Recording, Transcript } from '../transcript/types.ts';
import type { ChapterResult } from './chapter-result.ts';
import type { Outcome } from './outcome.ts';
import { outcomeReason } from './outcome-error.ts';
import type { StartedChapter } from './start-chapter.ts';

/** Waits for a chapter's end and puts down what became of it. */
export async function describeChapter(
  chapter: Chapter,
  started: StartedChapter,
  engineLine: string,
): Promise<ChapterResult> {
  const outcomes = await Promise.all(started.outcomes.map((steps) => Promise.all(steps)));
  const durationMs = Math.round(performance.now() - started.startedAt);
  const fences = await Promise.all(
    chapter.transcripts.map((transcript, fence) =>
      describeFence(transcript, outcomes[fence] ?? []),
    ),
  );
  const machine = await started.machine();
  const recordings = collectRecordings(outcomes);
  const isPossible = outcomes.flat().some(({ kind }) => kind !== 'not possible');
  const report = {
    ...{ file: chapter.file, date: new Date().toISOString(), engineLine },
    ...(machine && { engine: machine.engine }),
    ...{ durationMs, fences },
  };
  return {
    text: chapter.text,
    ...(recordings && { recordings }),
    ...(machine && { facts: machine.facts }),
    ...((machine || !isPossible) && { report }),
  };
}

/** What became of one fence: the worst that became of one of its steps. */
export async function describeFence(
  transcript: Transcript,
  outcomes: readonly Outcome[],
): Promise<FenceReport> {
  const { id } = transcript.meta;
  const [worst] = severities.flatMap((kind) =>
    transcript.steps.flatMap((step, index) => {
      const outcome = outcomes[index];
      return outcome?.kind === kind ? [{ kind, reason: outcomeReason(outcome, step) }] : [];
    }),
  );
  return {
    ...(id !== undefined && { id }),
    hash: await hashTranscript(transcript.text, transcript.rawMeta),
    line: transcript.place.line,
    outcome: worst?.kind ?? 'not run',
    ...(worst?.reason !== undefined && { reason: worst.reason }),
    steps: transcript.steps.map((step, index) => ({
      command: step.command,
      line: step.place.line,
      outcome: outcomes[index]?.kind ?? 'not run',
      durationMs: Math.round(durationOf(outcomes[index])),
    })),
  };
}

const severities = [
  ...(['failed', 'not run', 'drifted', 'not possible', 'verified', 'skipped'] as const),
];

function durationOf(outcome: Outcome | undefined): number {
  if (outcome === undefined) return 0;
  if ('recording' in outcome) return outcome.recording?.durationMs ?? 0;
  return outcome.kind === 'failed' ? outcome.durationMs : 0;
}

/** What each step printed; undefined if a step could not run, or none was to. */
function collectRecordings(outcomes: Outcome[][]): (Recording | undefined)[][] | undefined {
  const steps = outcomes.flat();
  if (steps.some(({ kind }) => kind === 'failed' || kind === 'not run')) return undefined;
  return outcomes.map((fence) =>
    fence.map((outcome) => ('recording' in outcome ? outcome.recording : undefined)),
  );
}
