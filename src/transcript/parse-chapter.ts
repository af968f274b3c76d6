import { findFences } from './find-fences.ts';
import { parseTranscript } from './parse-transcript.ts';
import { readFrontMatter } from './read-front-matter.ts';
import { readShownFile } from './read-shown-file.ts';
import { TranscriptError, type Problem } from './transcript-error.ts';
import type { Chapter, ChapterFile, ChapterTranscript } from './types.ts';

/** Reads a Markdown (`.md`) or MDX file as the verifier sees it; throws one `TranscriptError` that holds all mistakes of the chapter. */
export function parseChapter(file: string, text: string): Chapter {
  const problems: Problem[] = [];
  const frontMatter = readFrontMatter(file, text, problems);
  const transcripts: ChapterTranscript[] = [];
  const files: ChapterFile[] = [];
  const linesOfIds = new Map<string, number>();
  for (const fence of findFences(file, text, problems)) {
    const { title, lines, indent, mark } = fence;
    if (title !== undefined) {
      files.push(readShownFile({ ...fence, title }, transcripts.length, problems));
      continue;
    }
    try {
      const transcript = parseTranscript(fence.text, fence.meta, fence.place, {
        meta: fence.metaColumn,
        lines: fence.lines.map((line) => line.prefix.length + 1),
      });
      const { id, host } = transcript.meta;
      const first = id === undefined ? undefined : linesOfIds.get(id);
      const refuse = (sentence: string) =>
        problems.push({ place: { ...fence.place, column: fence.metaColumn }, sentence });
      if (id !== undefined && first !== undefined) {
        refuse(
          `expected an id that is unique in its chapter but found "${id}", which line ${first} has. Choose another.`,
        );
      } else if (id !== undefined) linesOfIds.set(id, fence.place.line);
      if (host !== undefined && !frontMatter.hosts.includes(host)) {
        const known = frontMatter.hosts.join(', ') || 'none';
        refuse(
          `expected one of the front matter's hosts (${known}) but found "${host}". Correct it, or add it to hosts: […].`,
        );
      }
      transcripts.push({ ...transcript, lines, indent, mark });
    } catch (error) {
      if (!(error instanceof TranscriptError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) {
    throw new TranscriptError(problems.sort((a, b) => a.place.line - b.place.line));
  }
  return { file, text, transcripts, files, ...frontMatter };
}
