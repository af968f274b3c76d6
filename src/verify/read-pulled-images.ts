import { parse } from 'yaml';
import { TranscriptError } from '../transcript/transcript-error.ts';
import type { Chapter } from '../transcript/types.ts';

/**
 * The course images that a chapter's front matter (`images: […]`) wants pulled before its first step.
 * Throws a `TranscriptError` if the front matter cannot be read.
 */
export function readPulledImages({ file, text }: Pick<Chapter, 'file' | 'text'>): string[] {
  const frontMatter = /^\uFEFF?---\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)/s.exec(text)?.[1];
  if (frontMatter === undefined) return [];
  const images = readField(frontMatter);
  if (Array.isArray(images) && images.every((image) => typeof image === 'string')) return images;
  const line = text.split('\n').findIndex((found) => found.startsWith('images:'));
  const sentence =
    'expected front matter with a list of names in "images" but could not read it so. Write it like ["localhost:5050/web:1.0"].';
  throw new TranscriptError([{ place: { file, line: line + 1 || 1, column: 1 }, sentence }]);
}

function readField(frontMatter: string): unknown {
  try {
    const fields = parse(frontMatter) as { images?: unknown } | null;
    return fields?.images ?? [];
  } catch {
    return undefined;
  }
}
