import { hashDifferences } from '../transcript/hash-differences.ts';
import { hashTranscript } from '../transcript/hash-transcript.ts';
import type { Chapter, Difference, FenceReport, Report } from '../transcript/types.ts';
import type { LineDifferences } from './line-differences.ts';

/** How a chapter does on an engine line, as the last run on it and the line's known differences say. */
export type Standing =
  | { kind: 'same' }
  | { kind: 'differs'; differences: Difference[] }
  /** The chapter as a whole cannot work there. */
  | { kind: 'not possible'; reason: string }
  /** No run has proven what is written now. */
  | { kind: 'unverified' };

/** Finds how a chapter does on a line; `ofLine` is what the line is known to print differently in it. */
export async function findStanding(
  report: Report | undefined,
  line: string,
  chapter: Pick<Chapter, 'file' | 'transcripts'>,
  ofLine: LineDifferences | undefined,
): Promise<Standing> {
  const { impossible, steps = [], text } = ofLine?.differences ?? {};
  if (impossible !== undefined) return { kind: 'not possible', reason: impossible };
  const entry = report?.chapters.find(
    ({ file, engineLine }) => file === chapter.file && engineLine === line,
  );
  if (entry === undefined) return { kind: 'unverified' };
  const toRun = chapter.transcripts.filter(({ meta }) => meta.skip === undefined);
  const areProven = await Promise.all(
    toRun.map(async ({ meta, text: body, rawMeta }) => {
      const hash = await hashTranscript(body, rawMeta);
      // Two fences may hold the same text: the one that went wrong speaks.
      const runs = entry.fences.filter((fence) => fence.hash === hash);
      const ofFence = steps.filter(({ id }) => id === meta.id);
      return runs.length > 0 && runs.every((fence) => isProven(fence, ofFence));
    }),
  );
  const isCurrent = entry.differences === (await hashDifferences(text));
  if (!isCurrent || areProven.includes(false)) return { kind: 'unverified' };
  return steps.length === 0 ? { kind: 'same' } : { kind: 'differs', differences: steps };
}

/** Whether each step of a fence did what is known of it; what is not possible only in a sandbox without root proves nothing of the line. */
function isProven({ steps }: FenceReport, known: readonly Difference[]): boolean {
  return steps.every(({ outcome }, index) => {
    if (outcome === 'verified') return true;
    const difference = known.find(({ step }) => step === index + 1);
    return outcome === 'not possible' && difference?.isImpossible === true;
  });
}
