import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashTranscript } from '../../src/transcript/hash-transcript.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import type { FenceReport } from '../../src/transcript/types.ts';
import { root } from './copy-site.ts';

/** Fences of a chapter as a run reports them that found them all as they are now. */
export async function verifiedFences(
  file: string,
): Promise<Pick<FenceReport, 'id' | 'hash' | 'outcome'>[]> {
  const { transcripts } = parseChapter(file, await readFile(join(root, file), 'utf8'));
  return Promise.all(
    transcripts.map(async ({ meta, text, rawMeta }) => ({
      ...(meta.id ? { id: meta.id } : {}),
      hash: await hashTranscript(text, rawMeta),
      outcome: meta.skip ? ('skipped' as const) : ('verified' as const),
    })),
  );
}
