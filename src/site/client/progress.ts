/** What a reader has done so far; it stays in the reader's browser. */
export interface Progress {
  version: 1;
  /** By slug; a chapter that is missing was neither read nor were its questions opened. */
  chapters: Record<string, ChapterProgress>;
}

export interface ChapterProgress {
  /** ISO 8601, when the reader said to have read it. */
  read?: string;
  /** Numbers of the self-check questions that were opened, from 1, in order. */
  opened: number[];
}

/** A reader who has just begun. */
export const noProgress: Progress = { version: 1, chapters: {} };

/** Reads what was kept or exported; undefined where it is something else. */
export function parseProgress(text: string): Progress | undefined {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(found) || found['version'] !== 1 || !isRecord(found['chapters'])) return undefined;
  const chapters = Object.entries(found['chapters']);
  if (!chapters.every(([slug, chapter]) => /^[\w-]+$/.test(slug) && isChapter(chapter))) {
    return undefined;
  }
  return mergeProgress(found as unknown as Progress, noProgress);
}

/** What either of two says; of two dates the earlier one. */
export function mergeProgress(one: Progress, other: Progress): Progress {
  const slugs = [...Object.keys(one.chapters), ...Object.keys(other.chapters)];
  const chapters = [...new Set(slugs)].sort().map((slug) => {
    const both = [one.chapters[slug], other.chapters[slug]];
    const [read] = both.flatMap((chapter) => chapter?.read ?? []).sort();
    const opened = [...new Set(both.flatMap((chapter) => chapter?.opened ?? []))];
    opened.sort((a, b) => a - b);
    return [slug, { ...(read === undefined ? {} : { read }), opened }] as const;
  });
  return { version: 1, chapters: Object.fromEntries(chapters) };
}

/** Says that a chapter was read at a time, or, without one, that it was not. */
export function setRead(progress: Progress, slug: string, read: string | undefined): Progress {
  const opened = progress.chapters[slug]?.opened ?? [];
  const chapter = read === undefined ? { opened } : { read, opened };
  return { version: 1, chapters: { ...progress.chapters, [slug]: chapter } };
}

/** Says that a question of a chapter was opened. */
export const openQuestion = (progress: Progress, slug: string, question: number): Progress =>
  mergeProgress(progress, { version: 1, chapters: { [slug]: { opened: [question] } } });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isChapter = (value: unknown): boolean =>
  isRecord(value) &&
  (value['read'] === undefined ||
    (typeof value['read'] === 'string' && !Number.isNaN(Date.parse(value['read'])))) &&
  Array.isArray(value['opened']) &&
  value['opened'].every((question) => Number.isInteger(question) && question > 0);
