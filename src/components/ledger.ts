import type { NoteClaim } from '../claims.ts';
import { badgeOfChapter } from '../site/badge-of-chapter.ts';
import type { Badge } from '../site/badge.ts';
import { findClaims } from '../site/find-claims.ts';
import type { Chapter, Report } from '../transcript/types.ts';
import { evidenceOf, type Evidence } from './claim.ts';

/** A chapter of the course with what the ledger says of it. */
export interface LedgerChapter {
  slug: string;
  title: string;
  chapter: Chapter;
}

/** A claim and, where a chapter tells it, the chapter and what it says. */
export interface LedgerRow {
  claim: NoteClaim;
  judgement?: Judgement;
}

export interface Judgement {
  slug: string;
  title: string;
  verdict: string;
  evidence: Evidence[];
  /** What the report knows of the evidence; undefined where there is none. */
  badge: Badge | undefined;
}

/** One row per claim, in the order of `claims`. */
export async function buildLedger(
  claims: readonly NoteClaim[],
  chapters: readonly LedgerChapter[],
  report: Report | undefined,
): Promise<LedgerRow[]> {
  const judgements = new Map<string, Judgement>();
  for (const { slug, title, chapter } of chapters) {
    for (const { id, verdict, evidence } of findClaims(chapter)) {
      const shown = chapter.transcripts.filter(({ meta }) => evidence.includes(meta.id ?? ''));
      judgements.set(id, {
        slug,
        title,
        verdict,
        evidence: evidenceOf(id, evidence.join(' '), chapter),
        badge: await badgeOfChapter(report, { file: chapter.file, transcripts: shown }),
      });
    }
  }
  return claims.map((claim) => {
    const judgement = judgements.get(claim.id);
    return judgement ? { claim, judgement } : { claim };
  });
}

/** How many rows there are of each verdict, `준비 중` for claims that no chapter tells yet; none that is 0. */
export function countVerdicts(rows: readonly LedgerRow[]): [verdict: string, count: number][] {
  const order = ['확인', '보완', '정정', '서술', waiting];
  const found = rows.map(({ judgement }) => judgement?.verdict ?? waiting);
  return order
    .map((verdict): [string, number] => [verdict, found.filter((each) => each === verdict).length])
    .filter(([, count]) => count > 0);
}

/** What stands in place of a verdict while a claim has no chapter. */
export const waiting = '준비 중';
