import { printPlace } from '../transcript/transcript-error.ts';
import type { Stretch } from './plan-course.ts';

/**
 * Says what a stretch leaves on a reader's Docker that it should not, and what it takes away, in one sentence each; none where all is as
 * it should be. `told` holds what was said of stretches before it, and gets what is said now.
 */
export function judgeThings(
  things: readonly string[],
  { chapter, transcripts, stays }: Stretch,
  told: Set<string>,
): string[] {
  const place = transcripts.at(-1)?.steps.at(-1)?.place;
  const where = printPlace(place ?? { file: chapter.file, line: 1, column: 1 });
  const expected = `${where}: expected ${stays.join(' and ') || 'nothing'} to be left after the clean-up`;
  const fresh = (found: string[]) => found.filter((thing) => !told.has(thing) && told.add(thing));
  const left = fresh(things.filter((thing) => !stays.includes(thing)));
  const gone = fresh(
    stays.filter((thing) => !things.includes(thing)).map((thing) => `no ${thing}`),
  );
  return [
    ...(left.length > 0
      ? [
          `${expected} but found also ${left.join(', ')}. Let the clean-up remove what the chapter made.`,
        ]
      : []),
    ...(gone.length > 0
      ? [
          `${expected} but found ${gone.join(', ')}. Let the chapter remove only what it made itself.`,
        ]
      : []),
  ];
}
