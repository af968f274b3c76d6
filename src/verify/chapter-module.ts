import { fileURLToPath } from 'node:url';
import type { Problem } from '../transcript/transcript-error.ts';
import type { Chapter } from '../transcript/types.ts';

/** A module's code and its source map, as Vite's `load` hook returns them. */
export interface ChapterModule {
  code: string;
  map: {
    version: 3;
    names: string[];
    sources: string[];
    sourcesContent: string[];
    mappings: string;
  };
}

/**
 * The test module of a chapter: it has as many lines as the chapter, and registers each step on the step's own line,
 * so that whatever Vitest says of a test says the right line. `id` is the chapter's absolute path.
 */
export function printChapterModule(chapter: Chapter, id: string): ChapterModule {
  const calls = chapter.transcripts.flatMap((transcript, fence) =>
    transcript.steps.map((step, index) => ({
      line: step.place.line,
      code: `step(${fence}, ${index});`,
    })),
  );
  const head = `${importFrom('register-chapter.ts', 'registerChapter')} const step = registerChapter(${JSON.stringify(chapter)}, ${JSON.stringify(id)});`;
  return layOut(head, calls, chapter.text, id);
}

/** The test module of a chapter whose fences are wrong: one failing test per mistake, on its line. */
export function printProblemsModule(
  problems: readonly Problem[],
  text: string,
  id: string,
): ChapterModule {
  const calls = problems.map(({ place, sentence }) => ({
    line: place.line,
    code: `problem(${JSON.stringify({ place, sentence })}, ${JSON.stringify(id)});`,
  }));
  const head = importFrom('register-problem.ts', 'registerProblem as problem');
  return layOut(head, calls, text, id);
}

function importFrom(file: string, name: string): string {
  const path = fileURLToPath(new URL(`./${file}`, import.meta.url));
  return `import { ${name} } from ${JSON.stringify(path)};`;
}

function layOut(
  head: string,
  calls: { line: number; code: string }[],
  text: string,
  id: string,
): ChapterModule {
  const length = text.split(/\r\n|\n|\r/).length;
  const lines = Array<string>(Math.max(length, ...calls.map(({ line }) => line))).fill('');
  for (const { line, code } of calls) lines[line - 1] += code;
  return {
    code: [`${head}${lines[0]}`, ...lines.slice(1)].join('\n'),
    map: {
      version: 3,
      names: [],
      sources: [id],
      // Vite would look for it at the path as a URL: not every path is one.
      sourcesContent: [text],
      // Each line comes from the same line of the chapter.
      mappings: `AAAA${';AACA'.repeat(lines.length - 1)}`,
    },
  };
}
