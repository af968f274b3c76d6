import { hashTranscript } from '../transcript/hash-transcript.ts';
import { parseChapter } from '../transcript/parse-chapter.ts';
import type { Report } from '../transcript/types.ts';
import { chapterBadge, type Badge } from './badge.ts';

/** The badge of a chapter from its source; undefined where the chapter has nothing to run. */
export async function badgeOfSource(
  report: Report | undefined,
  file: string,
  source: string,
): Promise<Badge | undefined> {
  const { transcripts } = parseChapter(file, source);
  const toRun = transcripts.filter(({ meta }) => meta.skip === undefined);
  if (toRun.length === 0) return undefined;
  const hashes = toRun.map(({ text, rawMeta }) => hashTranscript(text, rawMeta));
  return chapterBadge(report, file, await Promise.all(hashes));
}
