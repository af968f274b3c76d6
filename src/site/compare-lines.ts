import { compareStep } from '../transcript/compare-step.ts';
import { createLineReader, type LineReader } from '../transcript/read-line.ts';
import { Renaming } from '../transcript/renaming.ts';
import { TranscriptError } from '../transcript/transcript-error.ts';
import type { Chapter, Difference, Recording, Step, Transcript } from '../transcript/types.ts';
import type { LineDifferences } from './line-differences.ts';

/** Why a line prints something else than the page; the reason is empty as long as nobody has written it. */
export interface LineReason {
  line: string;
  reason: string;
}

/** A step that two engine lines print differently. */
export interface SteppedDifference {
  file: string;
  /** The fence's id, which is its anchor. */
  id: string;
  command: string;
  /** Of one line, where the other prints what the page says, or of both. */
  reasons: LineReason[];
}

/** Pairs of lines that differ in one thing: the image store of one engine, or the next version with the same store. */
export function pairNeighbours(lines: readonly string[]): [string, string][] {
  return lines.flatMap((line, index): [string, string][] => {
    const [version, store] = line.split('-');
    const after = lines.slice(index + 1).map((other) => other.split('-'));
    const sameVersion = after.find(([ofOther]) => ofOther === version);
    const sameStore = after.find(([ofOther, other]) => other === store && ofOther !== version);
    return [sameVersion, sameStore].flatMap((other): [string, string][] =>
      other === undefined ? [] : [[line, other.join('-')]],
    );
  });
}

/**
 * The steps of a chapter that two lines print differently, beyond what differs from run to run. Each is known to differ from the page,
 * and so from a line that does not; where both do, they are compared as a run with a page. `literals` are the course images' digests.
 */
export function compareLines(
  { file, transcripts }: Pick<Chapter, 'file' | 'transcripts'>,
  lines: readonly (LineDifferences | undefined)[],
  literals: ReadonlySet<string>,
): SteppedDifference[] {
  const toRun = transcripts.filter(({ meta }) => meta.skip === undefined);
  const commands = toRun.flatMap(({ steps }) => steps.map(({ command }) => command));
  const isSame = lines.includes(undefined)
    ? () => true // No step differs from the page on both.
    : compareInOrder(createLineReader({ literals, commands }));
  return toRun.flatMap((transcript) =>
    transcript.steps.flatMap((step, index): SteppedDifference[] => {
      const id = transcript.meta.id ?? '';
      const known = lines.map((line) => findDifference(line, id, index + 1));
      const reasons = lines.flatMap((each, at): LineReason[] => {
        const difference = known[at];
        return each && difference ? [{ line: each.line, reason: difference.reason }] : [];
      });
      const [a, b] = known.map((each) => (each === undefined ? step : each.printed));
      const isAlike = reasons.length !== 1 && isSame(transcript, a, b);
      return isAlike ? [] : [{ file, id, command: step.command, reasons }];
    }),
  );
}

function findDifference(
  line: LineDifferences | undefined,
  id: string,
  step: number,
): Difference | undefined {
  return line?.differences.steps.find((each) => each.id === id && each.step === step);
}

/** Says of a chapter's steps, one after another, whether two lines do the same: what they call by two names once they must call so again. */
function compareInOrder(readLine: LineReader) {
  let known = new Renaming();
  return (transcript: Transcript, page: Step | undefined, run: Step | undefined): boolean => {
    if (page === undefined || run === undefined) return page === run;
    try {
      const { drift, renaming } = compareStep(transcript, page, record(run), known, readLine);
      if (drift === undefined) known = renaming;
      return drift === undefined;
    } catch (error) {
      if (!(error instanceof TranscriptError)) throw error;
      // The same, but for names that cannot be told apart.
      return true;
    }
  };
}

const record = ({ expected, exitCode }: Step): Recording => ({
  lines: expected.map(({ text, gap }) => (gap ? '...' : text)),
  exitCode,
  durationMs: 0,
});
