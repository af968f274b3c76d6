import { TranscriptError, type Problem } from './transcript-error.ts';
import type { Chapter, ChapterTranscript, Difference, Differences, Step } from './types.ts';

/**
 * The chapter as an engine line runs it: its steps know what the line is known to print instead. Throws a `TranscriptError` that names
 * every section whose fence or step the chapter does not have.
 */
export function applyDifferences<T extends Pick<Chapter, 'file' | 'transcripts'>>(
  chapter: T,
  differences: Differences,
): T {
  const problems = differences.steps.flatMap((difference) =>
    findMistake(chapter, difference).map((sentence): Problem => ({
      place: difference.place,
      sentence,
    })),
  );
  if (problems.length > 0) throw new TranscriptError(problems);
  const { impossible, file } = differences;
  return {
    ...chapter,
    transcripts: chapter.transcripts.map((transcript): ChapterTranscript => {
      const ofFence = differences.steps.filter(({ id }) => id === transcript.meta.id);
      const knownOf = (index: number): Difference | undefined =>
        impossible === undefined
          ? ofFence.find((each) => each.step === index + 1)
          : {
              ...{ id: transcript.meta.id ?? '', step: index + 1, reason: impossible },
              ...{ isImpossible: true, place: { file, line: 1, column: 1 } },
            };
      const steps = transcript.steps.map((step, index): Step => {
        const known = knownOf(index);
        return known === undefined ? step : { ...step, known };
      });
      return { ...transcript, steps };
    }),
  };
}

/** The differences without the sections whose fence or step the chapter does not have any more: recording takes those away. */
export function dropUnknown(
  chapter: Pick<Chapter, 'file' | 'transcripts'>,
  differences: Differences,
): Differences {
  const steps = differences.steps.filter((each) => findMistake(chapter, each).length === 0);
  return { ...differences, steps };
}

function findMistake(
  { file, transcripts }: Pick<Chapter, 'file' | 'transcripts'>,
  { id, step }: Difference,
): string[] {
  const fence = transcripts.find(({ meta }) => meta.id === id);
  const move = 'Correct the heading, or let "npm run record -- --engine LINE" delete the section.';
  if (fence === undefined) {
    return [`expected the id of a console fence of ${file} but found "${id}". ${move}`];
  }
  if (fence.meta.skip !== undefined) {
    return [`expected a fence that is run but found "${id}", which ${file} skips. ${move}`];
  }
  if (step <= fence.steps.length) return [];
  const count = fence.steps.length;
  return [
    `expected one of the ${count} steps of "${id}" in ${file} but found step ${step}. ${move}`,
  ];
}
