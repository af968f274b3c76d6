import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseChapter } from '../transcript/parse-chapter.ts';
import { parseTranscript } from '../transcript/parse-transcript.ts';
import { TranscriptError } from '../transcript/transcript-error.ts';
import type { Transcript } from '../transcript/types.ts';

/** Parses a fence as Expressive Code hands it over: without its place in `file`, which is only looked up for a mistake. */
export function readFence(code: string, meta: string, file: string, root: string): Transcript {
  try {
    return parseTranscript(code, meta, { file, line: 0, column: 1 });
  } catch (error) {
    // The chapter as a whole knows lines and columns.
    if (error instanceof TranscriptError)
      parseChapter(file, readFileSync(join(root, file), 'utf8'));
    throw error;
  }
}
