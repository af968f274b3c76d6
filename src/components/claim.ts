import { parseChapter } from '../transcript/parse-chapter.ts';

/** What the experiment said of a claim of the notes. */
export type Verdict = '확인' | '보완' | '정정' | '서술';

/**
 * The ids in `evidence` (separated by blanks) as fences of the chapter that show a claim. Throws a sentence where the
 * chapter has no such fence.
 */
export function evidenceOf(
  claim: string,
  evidence: string,
  file: string,
  source: string,
): string[] {
  const ids = evidence.split(/\s+/).filter(Boolean);
  if (ids.length === 0) return [];
  const known = parseChapter(file, source).transcripts.flatMap(({ meta }) => meta.id ?? []);
  for (const id of ids) {
    if (known.includes(id)) continue;
    throw new Error(
      `${file}: expected a fence with id="${id}", which the claim ${claim} names as its evidence, ` +
        `but the chapter has only ${known.join(', ') || 'fences without ids'}. ` +
        `Correct the name, or give the fence that id.`,
    );
  }
  return ids;
}
