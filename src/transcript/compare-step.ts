import { alignCuts } from './align-cuts.ts';
import { arrangeLines, type Arrangement } from './arrange-lines.ts';
import type { Drift } from './compare.ts';
import { describeDrift } from './describe-drift.ts';
import { describeOrigin } from './describe-origin.ts';
import type { PageLine } from './pair-lines.ts';
import type { Line, LineReader } from './read-line.ts';
import { readOutput } from './read-output.ts';
import type { Renaming } from './renaming.ts';
import { rewriteOutput, type WrittenLine } from './rewrite-output.ts';
import { TranscriptError } from './transcript-error.ts';
import type { Recording, Step, Transcript } from './types.ts';

/** What a step's comparison says. */
export interface Judgement {
  drift: Drift | undefined;
  /** The recorded output in the page's words. */
  written: WrittenLine[];
  /** What holds if the step's output is, or is made, the recorded one. */
  renaming: Renaming;
}

/**
 * Compares the expectation of a transcript's step with its recording, under the renaming known so far, which stays as it is.
 * Throws a `TranscriptError` where unordered lines could be paired in more than one way.
 */
export function compareStep(
  { meta }: Pick<Transcript, 'meta'>,
  step: Step,
  recording: Recording,
  learnt: Renaming,
  readLine: LineReader,
): Judgement {
  const known = learnt.copyForNextStep();
  const context = { command: step.command, varies: meta.varies };
  const texts = step.expected.map(({ gap, text }) => (gap ? undefined : text));
  const page = readOutput(texts, context, readLine);
  const recorded = readOutput(recording.lines, context, readLine);
  alignCuts(page, recorded, (text) => readLine(text, context).mask);
  const { lines, exchangeable, ambiguous } = meta.unordered
    ? arrangeLines(page, recorded, known)
    : arrangeBuilds(page, recorded, known);
  const renaming = known.copy();
  const written = rewriteOutput(page, lines, renaming, (index, token) =>
    describeOrigin(step, index, token),
  );
  const drift = describeDrift({ step, page, written, recording, renaming });
  const place = ambiguous === undefined ? undefined : step.expected[ambiguous]?.place;
  if (drift === undefined && place !== undefined) {
    const sentence =
      'expected unordered lines that can be told apart but found several that differ only in names seen here for the first time. Show the names in an earlier step, or make the order firm with sort.';
    throw new TranscriptError([{ place, sentence }]);
  }
  for (const group of exchangeable) {
    renaming.makeExchangeable(
      group.flatMap((index) => {
        const line = page[index];
        return line === undefined || line === 'gap' ? [] : line.tokens;
      }),
    );
  }
  return { drift, written, renaming };
}

/** Brings the screens of builds and of Compose, which are unordered by themselves, into the page's order. */
function arrangeBuilds(
  page: readonly PageLine[],
  run: readonly Line[],
  known: Renaming,
): Arrangement {
  const lines = [...run];
  const exchangeable: number[][] = [];
  let ambiguous: number | undefined;
  for (const [start, { text }] of run.entries()) {
    if (!/^\[\+\] [A-Z][a-z]+ /.test(text)) continue;
    let end = start + 1;
    while (/^ +(?:=>|[✔✘!]) /.test(run[end]?.text ?? '')) end += 1;
    const arranged = arrangeLines(page, run.slice(start, end), known);
    lines.splice(start, end - start, ...arranged.lines);
    exchangeable.push(...arranged.exchangeable);
    ambiguous ??= arranged.ambiguous;
  }
  return { lines, exchangeable, ambiguous };
}
