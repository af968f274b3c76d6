import type { NoteClaim } from '../claims.ts';
import type { Chapter, Place } from '../transcript/types.ts';
import { findClaims, verdicts, type ClaimUse } from './find-claims.ts';

/** A chapter and whether its front matter names the note that it mirrors. */
export interface ClaimingChapter {
  chapter: Chapter;
  note: string | undefined;
}

/** What is wrong between the list of claims and the chapters that judge them, a sentence each; nothing where all is well. */
export function checkClaims(claims: readonly NoteClaim[], chapters: ClaimingChapter[]): string[] {
  const known = new Map(claims.map((claim) => [claim.id, claim]));
  const first = new Map<string, Place>();
  return chapters.flatMap(({ chapter, note }) => {
    const uses = findClaims(chapter);
    const problems = uses.flatMap((use) => [
      ...checkUse(use, chapter).map((sentence) => `${at(use.place)}: ${sentence}`),
      ...checkId(use, known, first).map((sentence) => `${at(use.place)}: ${sentence}`),
    ]);
    if (note === undefined || uses.length > 0) return problems;
    return [
      ...problems,
      `${chapter.file}:1:1: expected a <Claim>, since the chapter mirrors note ${note}, but found none. ` +
        'Judge a claim of src/claims.ts, or take "note" out of the front matter.',
    ];
  });
}

/** Ids of the claims that none of the chapters judges. */
export function findMissingClaims(
  claims: readonly NoteClaim[],
  chapters: readonly Pick<Chapter, 'file' | 'text'>[],
): string[] {
  const judged = new Set(chapters.flatMap((chapter) => findClaims(chapter).map(({ id }) => id)));
  return claims.filter(({ id }) => !judged.has(id)).map(({ id }) => id);
}

function checkId(
  { id, place }: ClaimUse,
  known: ReadonlyMap<string, NoteClaim>,
  first: Map<string, Place>,
): string[] {
  if (!known.has(id)) {
    return [`expected the id of a claim of src/claims.ts but found "${id}". Correct it.`];
  }
  const other = first.get(id);
  if (other) {
    return [`expected each claim once but found ${id}, which ${at(other)} judges. Delete one.`];
  }
  first.set(id, place);
  return [];
}

function checkUse({ id, verdict, evidence }: ClaimUse, { transcripts }: Chapter): string[] {
  const skipped = new Map(
    transcripts.map(({ meta }) => [meta.id, meta.skip !== undefined] as const),
  );
  const problems = evidence.flatMap((name) => {
    if (!skipped.has(name)) {
      return [
        `expected a fence with id="${name}", the evidence of ${id}, but the chapter has none. Correct the name.`,
      ];
    }
    if (!skipped.get(name)) return [];
    return [
      `expected evidence that runs but found "${name}", which is marked skip. Show ${id} by another fence.`,
    ];
  });
  if (!verdicts.some((each) => each === verdict)) {
    problems.push(`expected a verdict of ${verdicts.join(', ')} but found "${verdict}".`);
  } else if (verdict !== '서술' && evidence.length === 0) {
    problems.push(
      `expected evidence for ${id} but found none. Name the fences that show it, or judge it 서술.`,
    );
  }
  return problems;
}

const at = ({ file, line, column }: Place) => `${file}:${line}:${column}`;
