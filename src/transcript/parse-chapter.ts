import { findFences } from './find-fences.ts';
import { parseTranscript } from './parse-transcript.ts';
import { TranscriptError, type Problem } from './transcript-error.ts';
import type { Chapter, ChapterTranscript } from './types.ts';

/** Reads the transcripts of a Markdown (`.md`) or MDX file; throws one `TranscriptError` that holds all mistakes of the chapter. */
export function parseChapter(file: string, text: string): Chapter {
  const problems: Problem[] = [];
  const transcripts: ChapterTranscript[] = [];
  const linesOfIds = new Map<string, number>();
  for (const fence of findFences(file, text, problems)) {
    try {
      const transcript = parseTranscript(fence.text, fence.meta, fence.place, {
        meta: fence.metaColumn,
        lines: fence.lines.map((line) => line.prefix.length + 1),
      });
      const { id } = transcript.meta;
      const first = id === undefined ? undefined : linesOfIds.get(id);
      if (id !== undefined && first !== undefined) {
        const sentence = `expected an id that is unique in its chapter but found "${id}", which line ${first} has. Choose another.`;
        problems.push({ place: { ...fence.place, column: fence.metaColumn }, sentence });
      } else if (id !== undefined) linesOfIds.set(id, fence.place.line);
      const { lines, indent, mark } = fence;
      transcripts.push({ ...transcript, lines, indent, mark });
    } catch (error) {
      if (!(error instanceof TranscriptError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) {
    throw new TranscriptError(problems.sort((a, b) => a.place.line - b.place.line));
  }
  return { file, text, transcripts };
}
