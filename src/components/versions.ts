import {
  compareLines,
  pairNeighbours,
  type LineReason,
  type SteppedDifference,
} from '../site/compare-lines.ts';
import { findStanding, type Standing } from '../site/chapter-on-line.ts';
import { nameLine, type LineDifferences } from '../site/line-differences.ts';
import type { Chapter, Difference, Report } from '../transcript/types.ts';

/** A chapter as the page on versions shows it. */
export interface VersionChapter {
  slug: string;
  title: string;
  chapter: Chapter;
  /** What other lines than the published one are known to print differently. */
  ofLines: LineDifferences[];
}

/** One row per chapter that has something to run, one standing per line. */
export async function buildVersions(
  chapters: readonly VersionChapter[],
  lines: readonly string[],
  report: Report | undefined,
): Promise<{ chapter: VersionChapter; standings: Standing[] }[]> {
  const running = chapters.filter(({ chapter }) =>
    chapter.transcripts.some(({ meta }) => meta.skip === undefined),
  );
  return Promise.all(
    running.map(async (each) => ({
      chapter: each,
      standings: await Promise.all(
        lines.map((line) => findStanding(report, line, each.chapter, ofLine(each, line))),
      ),
    })),
  );
}

/** Why a line prints something else than the page, and at which steps of the chapter. */
export interface ToldReason {
  reason: string;
  steps: Pick<SteppedDifference, 'id' | 'command'>[];
}

/** What a line prints differently in a chapter, by reason in the order of the page, and apart what it cannot do. */
export function tellDifferences(
  { transcripts }: Pick<Chapter, 'transcripts'>,
  differences: readonly Difference[],
): { differing: ToldReason[]; impossible: ToldReason[] } {
  const steps = transcripts.flatMap(({ meta, steps: ofFence }) =>
    ofFence.flatMap(({ command }, index) => {
      const known = differences.find(({ id, step }) => id === meta.id && step === index + 1);
      return known === undefined ? [] : [{ ...known, command }];
    }),
  );
  const tell = (some: typeof steps): ToldReason[] =>
    [...Map.groupBy(some, ({ reason }) => reason)].map(([reason, ofReason]) => ({
      reason,
      steps: ofReason.map(({ id, command }) => ({ id, command })),
    }));
  return {
    differing: tell(steps.filter(({ isImpossible }) => !isImpossible)),
    impossible: tell(steps.filter(({ isImpossible }) => isImpossible)),
  };
}

/** Why two neighbouring lines differ, and where. */
export interface Cause {
  /** Of the line that differs from the page, or of both, each with its own. */
  reasons: LineReason[];
  steps: (SteppedDifference & Pick<VersionChapter, 'slug' | 'title'>)[];
}

/** What two neighbouring lines print differently, by cause, those with the most steps first. */
export interface Neighbours {
  lines: [string, string];
  /** Where one of them prints what the page says. */
  ofOne: Cause[];
  /** Where each differs from the page in a way of its own. */
  ofBoth: Cause[];
}

/** What neighbouring lines print differently, by cause; chapters that cannot work on a line are left out. `literals` are the course images' digests. */
export function listCauses(
  chapters: readonly VersionChapter[],
  lines: readonly string[],
  literals: ReadonlySet<string>,
): Neighbours[] {
  return pairNeighbours(lines).map((pair) => {
    const steps = chapters.flatMap((each) => {
      const known = pair.map((line) => ofLine(each, line));
      if (known.some((line) => line?.differences.impossible !== undefined)) return [];
      const { slug, title, chapter } = each;
      return compareLines(chapter, known, literals).map((step) => ({ ...step, slug, title }));
    });
    const byReasons = Map.groupBy(steps, ({ reasons }) => JSON.stringify(reasons));
    const causes = [...byReasons.values()]
      .map((ofCause): Cause => ({ reasons: ofCause[0]?.reasons ?? [], steps: ofCause }))
      .sort((a, b) => b.steps.length - a.steps.length);
    return {
      lines: pair,
      ofOne: causes.filter(({ reasons }) => reasons.length === 1),
      ofBoth: causes.filter(({ reasons }) => reasons.length > 1),
    };
  });
}

/** The reasons of a cause, each with its line's name; one that holds for both lines once. */
export function nameReasons(reasons: readonly LineReason[]): { name: string; reason: string }[] {
  const isShared = reasons.every(({ reason }) => reason === reasons[0]?.reason);
  const told = isShared ? reasons.slice(0, 1) : reasons;
  const name = isShared && reasons.length > 1 ? '두 엔진 모두' : undefined;
  return told.map(({ line, reason }) => ({ name: name ?? nameLine(line), reason }));
}

const ofLine = ({ ofLines }: VersionChapter, line: string): LineDifferences | undefined =>
  ofLines.find((each) => each.line === line);
