import { hashTranscript } from '../transcript/hash-transcript.ts';
import type { Chapter, Report } from '../transcript/types.ts';
import { chapterBadge, type Badge } from './badge.ts';

/** The badge of a chapter; undefined where the chapter has nothing to run. */
export async function badgeOfChapter(
  report: Report | undefined,
  { file, transcripts }: Pick<Chapter, 'file' | 'transcripts'>,
): Promise<Badge | undefined> {
  const toRun = transcripts.filter(({ meta }) => meta.skip === undefined);
  if (toRun.length === 0) return undefined;
  const hashes = toRun.map(({ text, rawMeta }) => hashTranscript(text, rawMeta));
  return chapterBadge(report, file, await Promise.all(hashes));
}
