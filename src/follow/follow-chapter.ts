import { join, relative } from 'node:path/posix';
import { courseDigests, readImagesLock } from '../sandbox/course-images.ts';
import { START_FOLDER } from '../sandbox/enter.ts';
import type { Sandbox, Session } from '../sandbox/types.ts';
import { startComparison } from '../transcript/compare.ts';
import type { Chapter, Step, Transcript } from '../transcript/types.ts';
import { openStand } from '../verify/open-stand.ts';
import type { Outcome } from '../verify/outcome.ts';
import { runChapter } from '../verify/run-chapter.ts';

/** A reader at their own computer: one terminal for the whole course. */
export interface Reader {
  sandbox: Pick<Sandbox, 'ask' | 'writeFile' | 'hasLimits' | 'facts'>;
  session: Session;
  /** The folder in which they follow the course, absolute. */
  home: string;
}

/** How a step came out for a reader. */
export interface FollowedStep {
  transcript: Transcript;
  step: Step;
  /** Which of the fence's steps, counted from 0. */
  index: number;
  outcome: Outcome;
}

/** Lets a reader type some fences of a chapter, without those for which they lack a second computer, a virtual machine or the course's Debian. */
export async function followChapter(
  chapter: Chapter,
  transcripts: readonly Transcript[],
  { sandbox, session, home }: Reader,
): Promise<FollowedStep[]> {
  const typed = transcripts.filter(({ meta }) => {
    const isHere = meta.host === undefined || meta.host === chapter.hosts[0];
    return isHere && meta.needs !== 'vm' && meta.needs !== 'debian';
  });
  const commands = chapter.transcripts.flatMap(({ steps }) => steps.map((step) => step.command));
  const words = { literals: courseDigests(readImagesLock()), commands, facts: sandbox.facts };
  const machine = {
    hasLimits: sandbox.hasLimits,
    openSession: () => Promise.resolve(session),
    writeFile: (path: string, text: string) =>
      sandbox.writeFile(relative(START_FOLDER, join(home, path)), text),
  };
  const { outcomes } = runChapter(typed, () =>
    openStand(chapter, [machine], startComparison(words, undefined, MOVE)),
  );
  const steps = typed.flatMap((transcript, fence) =>
    transcript.steps.map(async (step, index) => {
      const outcome = await outcomes[fence]?.[index];
      if (outcome === undefined) throw new Error('a step without an outcome');
      return { transcript, step, index, outcome };
    }),
  );
  return Promise.all(steps);
}

/** A page that does not verify has been told of by then. */
const MOVE =
  'If "npm run verify" finds nothing here, look for what the chapters before it left behind, and for what is there on a reader\'s ' +
  'computer only, such as the container course-registry. If the page has to differ, let it say so and add the step to src/follow/reader-differences.ts.';
