import type { Chapter, Recording, Step } from '../transcript/types.ts';

/** What each step of a chapter that was run printed, given the recordings by fence and step. */
export function pairRecordings(
  { transcripts }: Pick<Chapter, 'transcripts'>,
  recordings: readonly (readonly (Recording | undefined)[])[],
): Map<Step, Recording> {
  return new Map(
    transcripts.flatMap(({ steps }, fence) =>
      steps.flatMap((step, index) => {
        const recording = recordings[fence]?.[index];
        return recording === undefined ? [] : [[step, recording] as const];
      }),
    ),
  );
}
