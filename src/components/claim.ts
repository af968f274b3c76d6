import type { Chapter } from '../transcript/types.ts';
import { tellCommand } from './tell-command.ts';

/** A fence that shows a claim: its anchor, and the line that tells a reader which it is. */
export interface Evidence {
  anchor: string;
  /** Its first command in one line, and how many follow. */
  command: string;
}

/** The fences that `evidence` names (ids, separated by blanks). Throws a sentence where the chapter has no such fence. */
export function evidenceOf(
  claim: string,
  evidence: string,
  { file, transcripts }: Pick<Chapter, 'file' | 'transcripts'>,
): Evidence[] {
  const known = new Map(
    transcripts.flatMap(({ meta, steps }) => {
      const more = steps.length > 1 ? ` 외 ${steps.length - 1}개` : '';
      const command = tellCommand(steps[0]?.command ?? '') + more;
      return meta.id === undefined ? [] : [[meta.id, command] as const];
    }),
  );
  return evidence
    .split(/\s+/)
    .filter(Boolean)
    .map((anchor) => {
      const command = known.get(anchor);
      if (command !== undefined) return { anchor, command };
      throw new Error(
        `${file}: expected a fence with id="${anchor}", which the claim ${claim} names as its evidence, ` +
          `but the chapter has only ${[...known.keys()].join(', ') || 'fences without ids'}. ` +
          `Correct the name, or give the fence that id.`,
      );
    });
}
