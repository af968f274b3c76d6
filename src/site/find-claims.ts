import type { Chapter, Place } from '../transcript/types.ts';
import { findElements } from './find-elements.ts';

/** What an experiment can say of a claim. */
export const verdicts = ['확인', '보완', '정정', '서술'] as const;

export type Verdict = (typeof verdicts)[number];

/** A `<Claim>` of a chapter. */
export interface ClaimUse {
  id: string;
  verdict: string;
  /** Ids of the fences that show it. */
  evidence: string[];
  place: Place;
}

/** The claims that a chapter judges, in order. */
export function findClaims({ file, text }: Pick<Chapter, 'file' | 'text'>): ClaimUse[] {
  return findElements(file, text, ['Claim']).map(({ attributes, place }) => ({
    id: attributes['id'] ?? '',
    verdict: attributes['verdict'] ?? '',
    evidence: (attributes['evidence'] ?? '').split(/\s+/).filter(Boolean),
    place,
  }));
}
