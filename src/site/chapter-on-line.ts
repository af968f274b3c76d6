import { hashDifferences } from '../transcript/hash-differences.ts';
import { hashTranscript } from '../transcript/hash-transcript.ts';
import type { Chapter, Difference, Report } from '../transcript/types.ts';
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
  const toRun = chapter.transcripts.filter(({ meta }) => meta.skip === undefined);
  const hashes = toRun.map((fence) => hashTranscript(fence.text, fence.rawMeta));
  const proven = new Set(
    entry?.fences.flatMap(({ hash, outcome }) =>
      outcome === 'verified' || outcome === 'not possible' ? [hash] : [],
    ),
  );
  const isProven =
    entry?.differences === (await hashDifferences(text)) &&
    (await Promise.all(hashes)).every((hash) => proven.has(hash));
  if (entry === undefined || !isProven) return { kind: 'unverified' };
  return steps.length === 0 ? { kind: 'same' } : { kind: 'differs', differences: steps };
}
