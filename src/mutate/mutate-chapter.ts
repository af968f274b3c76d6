import { createLineReader, type LineReader } from '../transcript/read-line.ts';
import type { compareStep } from '../transcript/compare-step.ts';
import { Renaming } from '../transcript/renaming.ts';
import { TranscriptError } from '../transcript/transcript-error.ts';
import type { Chapter } from '../transcript/types.ts';
import { runAsWritten, type RunStep } from './chapter-run.ts';
import { couldBeAnotherRun } from './could-be-another-run.ts';
import { makeAnotherRun } from './make-another-run.ts';
import { createMasking } from './mask-run.ts';
import { toldSorts } from './may-differ.ts';
import { createRandom } from './random.ts';
import { rememberLines } from './remember-lines.ts';
import { spoilEverywhere } from './spoil-everywhere.ts';
import { spoilIdentities } from './spoil-identities.ts';
import { spoilLines } from './spoil-lines.ts';
import { spoilMeasures } from './spoil-measures.ts';
import { spoilParts } from './spoil-parts.ts';
import type { Spoilable, Spoiling } from './spoiling.ts';

/** What a chapter is mutated with. */
export interface Mutating {
  /** Every digest of the course images, 64 hexadecimal digits each. */
  literals: ReadonlySet<string>;
  /** The comparison that is tried. */
  compare: typeof compareStep;
  seed: number;
  /** How many spoilings of a kind are tried where there are more places. */
  most: number;
}

/** A spoiling and what the comparison said of it. */
export interface Tried {
  spoiling: Spoiling;
  /** The chapter's line at which it was noticed; undefined if it was not. */
  noticedAt: number | undefined;
  /** Why an unnoticed one is no fault; undefined where it is one. */
  reason: string | undefined;
}

/** What became of a chapter. */
export interface Mutated {
  file: string;
  steps: number;
  /** How many other runs were compared, and what was wrong with those that did not match. */
  otherRuns: number;
  falseAlarms: string[];
  tried: Tried[];
  /** The sort of each token that is called loose on trust. */
  trusted: string[];
  /** Places of spoilings that were left out of the sample. */
  leftOut: number;
}

const OTHER_RUNS = 5;

/** Compares other runs of a chapter, which must match, and spoiled ones, which must not. */
export function mutateChapter(chapter: Chapter, mutating: Mutating): Mutated {
  const { literals, seed, most } = mutating;
  const written = runAsWritten(chapter);
  const commands = chapter.transcripts.flatMap(({ steps }) => steps.map(({ command }) => command));
  const firm = { digests: [...literals], commands };
  const readLine = rememberLines(createLineReader({ literals, commands }));
  const mask = createMasking(firm, readLine);
  const random = createRandom(seed);
  const runs = Array.from({ length: OTHER_RUNS }, () => makeAnotherRun(written, mask, random));
  const comparing = startComparing(readLine, mutating.compare);

  const falseAlarms: string[] = [];
  for (const run of [written, ...runs]) {
    const found = comparing.compareRun(run);
    if (found !== undefined) falseAlarms.push(`${chapter.file}:${found.line}: ${found.sentence}`);
  }
  const [run = written] = runs;
  const spoilable: Spoilable = { steps: run, mask, firm, random };
  const all = Map.groupBy(spoil(spoilable), ({ kind }) => kind);
  const sample = [...all.values()].flatMap((ofKind) => random.shuffle(ofKind).slice(0, most));
  const states = comparing.statesOf(run);
  const tried = sample.map((spoiling): Tried => {
    const spoiled = run.map((step, index) => spoiling.steps.get(index) ?? step);
    const first = Math.min(...spoiling.steps.keys());
    const noticedAt = comparing.compareRun(spoiled, first, states[first])?.line;
    const isExcused =
      noticedAt === undefined && spoiling.excuse !== undefined && couldBeAnotherRun(spoiled, mask);
    return { spoiling, noticedAt, reason: isExcused ? spoiling.excuse : undefined };
  });
  const places = [...all.values()].reduce((sum, ofKind) => sum + ofKind.length, 0);
  return {
    file: chapter.file,
    steps: written.length,
    otherRuns: runs.length,
    falseAlarms,
    tried,
    trusted: written.flatMap((step) =>
      mask(
        step,
        step.lines.map(({ text }) => text),
      ).flatMap(({ loose }) =>
        loose.map(({ sort }) => sort).filter((sort) => !toldSorts.has(sort)),
      ),
    ),
    leftOut: places - sample.length,
  };
}

function* spoil(run: Spoilable): Generator<Spoiling> {
  yield* spoilParts(run);
  yield* spoilEverywhere(run);
  yield* spoilMeasures(run);
  yield* spoilIdentities(run);
  yield* spoilLines(run);
}

/** Compares runs as verify does; what was learnt before a step can be had, so that a spoiled run need not be compared from its start. */
function startComparing(readLine: LineReader, compare: typeof compareStep) {
  const compareNext = ({ transcript, step, lines, exitCode }: RunStep, before: Renaming) => {
    const recording = { lines: lines.map(({ text }) => text), exitCode, durationMs: 0 };
    return compare(transcript, step, recording, before, readLine);
  };
  return {
    /** The first drift of a run from a step on; undefined where the rest matches. */
    compareRun(run: readonly RunStep[], first = 0, state = new Renaming()) {
      let renaming = state;
      for (const step of run.slice(first)) {
        try {
          const judgement = compareNext(step, renaming);
          const { drift } = judgement;
          if (drift) return { line: drift.place.line, sentence: drift.sentence };
          ({ renaming } = judgement);
        } catch (error) {
          if (!(error instanceof TranscriptError)) throw error;
          const [problem] = error.problems;
          return { line: problem?.place.line ?? 0, sentence: problem?.sentence ?? '' };
        }
      }
      return undefined;
    },
    /** What is known before each step of a run that matches. */
    statesOf(run: readonly RunStep[]): Renaming[] {
      const states = [new Renaming()];
      for (const step of run) {
        const last = states.at(-1) ?? new Renaming();
        try {
          states.push(compareNext(step, last).renaming);
        } catch (error) {
          if (!(error instanceof TranscriptError)) throw error;
          states.push(last);
        }
      }
      return states;
    },
  };
}
