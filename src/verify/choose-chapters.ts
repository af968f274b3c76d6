import { glob, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseChapter } from '../transcript/parse-chapter.ts';
import { TranscriptError } from '../transcript/transcript-error.ts';
import type { Chapter } from '../transcript/types.ts';
import { displayPath, isChapter } from './chapter-plugin.ts';
import { readChapterText } from './read-chapter-text.ts';

/** A file to run, and the lines of the steps to run in it; no lines means all. */
export interface ChosenChapter {
  /** Absolute. */
  path: string;
  lines?: number[];
}

/** Names that cannot be chosen, each with a sentence that says what to do. */
export class ChoiceError extends Error {
  override name = 'ChoiceError';
}

/**
 * Finds the chapters that were asked for: `FILE` or `FILE:LINE` (any line of a step, its output's too), relative to `from`;
 * without any, every page of the course that has transcripts. Throws a `ChoiceError` that names everything that is wrong.
 */
export async function chooseChapters(
  names: readonly string[],
  { root, from }: { root: string; from: string },
): Promise<ChosenChapter[]> {
  if (names.length === 0) return chooseCourse(root);
  const chosen = new Map<string, ChosenChapter>();
  const problems: string[] = [];
  for (const name of names) {
    const found = await chooseFile(name, root, from);
    if (typeof found === 'string') problems.push(found);
    else chosen.set(found.path, merge(chosen.get(found.path), found));
  }
  if (problems.length > 0) throw new ChoiceError(problems.join('\n'));
  return [...chosen.values()];
}

/** A chapter, or undefined where its fences are wrong: Vitest says of each what and where. */
export async function readChapter(path: string, root: string): Promise<Chapter | undefined> {
  try {
    const file = displayPath(root, path);
    return parseChapter(file, await readChapterText(path, file));
  } catch (error) {
    if (error instanceof TranscriptError) return undefined;
    throw error;
  }
}

function merge(earlier: ChosenChapter | undefined, found: ChosenChapter): ChosenChapter {
  if (earlier === undefined) return found;
  if (earlier.lines === undefined || found.lines === undefined) return { path: found.path };
  return { path: found.path, lines: [...earlier.lines, ...found.lines] };
}

const courseFolder = 'src/content/docs';

async function chooseCourse(root: string): Promise<ChosenChapter[]> {
  const chosen: ChosenChapter[] = [];
  for await (const file of glob(`${courseFolder}/**/*.{md,mdx}`, { cwd: root })) {
    const path = join(root, file);
    const chapter = await readChapter(path, root);
    if (chapter?.transcripts.length !== 0) chosen.push({ path });
  }
  if (chosen.length === 0) {
    throw new ChoiceError(
      `${courseFolder}: expected chapters with \`\`\`console fences but found none. Name a file: npm run verify -- path/to/file.md`,
    );
  }
  return chosen.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function chooseFile(
  name: string,
  root: string,
  from: string,
): Promise<ChosenChapter | string> {
  const whole = await stat(resolve(from, name)).catch(() => undefined);
  const [, start = name, line] = whole ? [] : (/^(.+?):(\d+)(?::\d+)?$/.exec(name) ?? []);
  const found = whole ?? (await stat(resolve(from, start)).catch(() => undefined));
  if (found === undefined) {
    return `${name}: expected a Markdown or MDX file but found nothing there. Correct the path; it counts from ${from}.`;
  }
  if (!found.isFile() || !isChapter(start)) {
    return `${name}: expected a file that ends in .md or .mdx but found another kind. Name such a file.`;
  }
  const path = await realpath(resolve(from, start));
  const chapter = await readChapter(path, root);
  if (chapter === undefined) return { path };
  if (chapter.transcripts.length === 0) {
    return `${name}: expected a \`\`\`console fence but found none. Write one, or leave this file out.`;
  }
  if (line === undefined) return { path };
  const step = findStepLine(chapter, Number(line));
  if (step !== undefined) return { path, lines: [step] };
  return `${name}: expected a line of a \`\`\`console fence but found other text there. Name the line of a command or of its output.`;
}

/** The line of the command to which a line belongs. */
function findStepLine(chapter: Chapter, line: number): number | undefined {
  const transcript = chapter.transcripts.find(
    ({ place, lines }) => place.line <= line && line <= place.line + lines.length,
  );
  const step =
    transcript?.steps.findLast(({ place }) => place.line <= line) ?? transcript?.steps[0];
  return step?.place.line;
}
