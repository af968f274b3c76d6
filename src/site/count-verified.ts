import { hashTranscript } from '../transcript/hash-transcript.ts';
import type { Chapter, Report } from '../transcript/types.ts';
import { fenceBadge, type Run } from './badge.ts';
import { lineReport } from './line-report.ts';

/** What the report says of the whole course as its text is now. */
export interface VerifiedCount {
  /** Chapters with commands to run, and those whose fences were all verified. */
  chapters: Count;
  /** Commands to run, and those of verified fences. */
  commands: Count;
  /** Engine lines on which they were. */
  engineLines: string[];
  /** ISO 8601, the last run that verified any of them; missing where none did. */
  date?: string;
}

export interface Count {
  verified: number;
  total: number;
}

/** Counts what a report has verified of the chapters, fence by fence: what changed since counts as not verified. */
export async function countVerified(
  report: Report | undefined,
  chapters: readonly Pick<Chapter, 'file' | 'transcripts'>[],
): Promise<VerifiedCount> {
  const count = {
    chapters: { verified: 0, total: 0 },
    commands: { verified: 0, total: 0 },
    engineLines: new Set<string>(),
  };
  const dates: string[] = [];
  for (const { file, transcripts } of chapters) {
    const toRun = transcripts.filter(({ meta }) => meta.skip === undefined);
    if (toRun.length === 0) continue;
    const runs: (Run | undefined)[] = [];
    for (const { text, rawMeta, steps } of toRun) {
      const badge = fenceBadge(report, file, await hashTranscript(text, rawMeta));
      const run = badge.verified === 1 ? badge.run : undefined;
      runs.push(run);
      count.commands.total += steps.length;
      if (!run) continue;
      count.commands.verified += steps.length;
      count.engineLines.add(run.engineLine);
      dates.push(run.date);
    }
    count.chapters.total += 1;
    if (runs.every((run) => run !== undefined)) count.chapters.verified += 1;
  }
  const date = dates.toSorted().at(-1);
  return {
    ...count,
    engineLines: [...count.engineLines].sort(),
    ...(date === undefined ? {} : { date }),
  };
}

/** Those of the lines on which at least one of the chapters was verified from beginning to end. */
export async function findVerifiedLines(
  report: Report | undefined,
  engineLines: readonly string[],
  chapters: readonly Pick<Chapter, 'file' | 'transcripts'>[],
): Promise<string[]> {
  const counts = await Promise.all(
    engineLines.map((line) => countVerified(lineReport(report, line), chapters)),
  );
  return engineLines.filter((_, index) => (counts[index]?.chapters.verified ?? 0) > 0);
}
