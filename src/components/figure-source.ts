import type { Chapter, ChapterTranscript } from '../transcript/types.ts';

/** What a figure draws: a step of a fence, with the lines that it prints. */
export interface Source {
  /** The fence's anchor. */
  anchor: string;
  command: string;
  lines: string[];
}

/** The steps of the fences that a figure names (ids, separated by blanks). Throws a sentence where the chapter has no such fence. */
export function readSources(
  figure: string,
  from: string,
  { file, transcripts }: Pick<Chapter, 'file' | 'transcripts'>,
): Source[] {
  const names = from.split(/\s+/).filter(Boolean);
  return names.flatMap((anchor) => {
    const found = transcripts.find(({ meta }) => meta.id === anchor);
    if (found) return stepsOf(anchor, found);
    const known = transcripts.flatMap(({ meta }) => meta.id ?? []).join(', ');
    throw new Error(
      `${file}: expected a fence with id="${anchor}", which <${figure}> draws, ` +
        `but the chapter has only ${known || 'fences without ids'}. Correct the name, or give the fence that id.`,
    );
  });
}

/** Whether the fences have output: one that was just written has none until it is recorded. */
export const isRecorded = (sources: readonly Source[]): boolean =>
  sources.some(({ lines }) => lines.length > 0);

/** The error of a figure that cannot read what its fences print: `expected` says what would do. */
export function cannotDraw(figure: string, sources: readonly Source[], expected: string): Error {
  const anchors = [...new Set(sources.map(({ anchor }) => anchor))].join(', ');
  const lines = sources.flatMap((source) => source.lines);
  return new Error(
    `<${figure}> of ${anchors}: expected ${expected}, but found ${lines[0] ? `"${lines[0]}"` : 'no output'}. ` +
      'Let the fence print that, or draw another one.',
  );
}

const stepsOf = (anchor: string, { steps }: ChapterTranscript): Source[] =>
  steps.map(({ command, expected }) => ({
    anchor,
    command,
    lines: expected.filter(({ gap }) => !gap).map(({ text }) => text),
  }));
