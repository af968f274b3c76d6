import type { Session } from '../sandbox/types.ts';
import type { Drift } from '../transcript/compare.ts';
import { TranscriptError } from '../transcript/transcript-error.ts';
import type { Recording, Step, Transcript } from '../transcript/types.ts';
import type { Outcome } from './outcome.ts';

/** A chapter that is being run: one promise per step, in the chapter's order; they never reject. */
export interface ChapterRun {
  outcomes: Promise<Outcome>[][];
}

/** Where a chapter runs, and what its recordings are held against. */
export interface Stand {
  /** The session of the machine that a fence runs on. */
  sessionOf(transcript: Transcript): Session;
  /** Called before a fence's first step: writes the files that the page has shown by then to the fence's machine. */
  writeFiles(transcript: Transcript): Promise<void>;
  /** Called in the chapter's order with what each step printed; may throw a `TranscriptError`. */
  compareStep(transcript: Transcript, step: Step, recording: Recording): Drift | undefined;
  /** Whether its machines have control groups; a fence that needs them may do otherwise where there are none. */
  hasLimits: boolean;
}

/**
 * Starts one loop over a chapter's steps, which settles them one by one. A drift stops nothing; after a step that
 * could not run, the rest is not run. `open` is called once, and not at all if no step is to be run.
 */
export function runChapter(
  transcripts: readonly Transcript[],
  open: () => Promise<Stand>,
): ChapterRun {
  const slots = transcripts.map((transcript) =>
    transcript.steps.map((step) => ({ transcript, step, ...Promise.withResolvers<Outcome>() })),
  );
  void runSteps(slots.flat(), open);
  return { outcomes: slots.map((steps) => steps.map((slot) => slot.promise)) };
}

interface Slot {
  transcript: Transcript;
  step: Step;
  resolve(outcome: Outcome): void;
}

async function runSteps(slots: readonly Slot[], open: () => Promise<Stand>): Promise<void> {
  const waiting = settleSkipped(slots);
  const stand = waiting.length > 0 ? await prepare(waiting, open) : undefined;
  let fence: Transcript | undefined;
  let slot = waiting.shift();
  while (stand !== undefined && slot !== undefined) {
    const { transcript, step, resolve } = slot;
    const started = performance.now();
    try {
      if (transcript !== fence) await stand.writeFiles(transcript);
      fence = transcript;
      const { answer, timeoutMs } = transcript.meta;
      const session = stand.sessionOf(transcript);
      const recording = await session.run({ command: step.command, answer, timeoutMs });
      const outcome = judge(step, recording, () => stand.compareStep(transcript, step, recording));
      const mayDiffer = transcript.meta.needs === 'limits' && !stand.hasLimits;
      resolve(mayDiffer && outcome.kind === 'drifted' ? withoutLimits : outcome);
    } catch (error) {
      settleFailed([slot, ...waiting.splice(0)], new Map([[slot, error]]), started);
    }
    slot = waiting.shift();
  }
}

/** What it printed is not kept: it is not what the page is about. */
const withoutLimits: Outcome = {
  kind: 'not possible',
  reason:
    "expected control groups, which limits and lists of a container's processes need, but a sandbox without root has none. " +
    'Check this step as root or with --in-docker.',
};

/** Lines that cannot be told apart are the author's to mend; the steps after them can still be run. */
function judge({ known }: Step, recording: Recording, compare: () => Drift | undefined): Outcome {
  try {
    const drift = compare();
    if (drift) return { kind: 'drifted', recording, drift };
    if (known?.isImpossible) return { kind: 'not possible', reason: known.reason, recording };
    return { kind: 'verified', recording };
  } catch (error) {
    if (!(error instanceof TranscriptError)) throw error;
    return { kind: 'failed', error, durationMs: recording.durationMs };
  }
}

function settleSkipped(slots: readonly Slot[]): Slot[] {
  return slots.filter(({ transcript, step: { known }, resolve }) => {
    const { skip } = transcript.meta;
    const isLeftOut = known !== undefined && known.printed === undefined;
    if (skip !== undefined) resolve({ kind: 'skipped', reason: skip });
    else if (isLeftOut) resolve({ kind: 'not possible', reason: known.reason });
    return skip === undefined && !isLeftOut;
  });
}

/** Where every step can be run, or undefined where that cannot be had; then every step is settled. */
async function prepare(
  slots: readonly Slot[],
  open: () => Promise<Stand>,
): Promise<Stand | undefined> {
  const started = performance.now();
  try {
    const stand = await open();
    const mistakes = await findMistakes(slots, stand);
    if (mistakes.size === 0) return stand;
    settleFailed(slots, mistakes, started);
  } catch (error) {
    settleFailed(slots, new Map(slots.slice(0, 1).map((slot) => [slot, error])), started);
  }
  return undefined;
}

/** An open quote would wait for more input and take the next steps for it: bash is asked before anything runs. */
async function findMistakes(
  slots: readonly Slot[],
  stand: Stand,
): Promise<Map<Slot, TranscriptError>> {
  const [first] = slots;
  if (first === undefined) return new Map();
  const session = stand.sessionOf(first.transcript);
  const found = await session.findSyntaxErrors(slots.map(({ step }) => step.command));
  return new Map(
    slots.flatMap((slot, index) => {
      const message = found[index];
      if (message === undefined) return [];
      const sentence = `expected a command that bash can read but found: ${message}. Correct it; no step of this chapter was run.`;
      return [[slot, new TranscriptError([{ place: slot.step.place, sentence }])] as const];
    }),
  );
}

/** Settles steps of which some, the keys of `failures`, could not run: the others are not run. */
function settleFailed(
  slots: readonly Slot[],
  failures: ReadonlyMap<Slot, unknown>,
  started: number,
): void {
  const [first] = failures.keys();
  for (const slot of slots) {
    const thrown = failures.get(slot);
    if (thrown === undefined && first) slot.resolve({ kind: 'not run', failed: first.step.place });
    else {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      slot.resolve({ kind: 'failed', error, durationMs: performance.now() - started });
    }
  }
}
