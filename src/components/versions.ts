import { compareLines, pairNeighbours, type SteppedDifference } from '../site/compare-lines.ts';
import { findStanding, type Standing } from '../site/chapter-on-line.ts';
import type { LineDifferences } from '../site/line-differences.ts';
import type { Chapter, Report } from '../transcript/types.ts';

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

/** Why two neighbouring lines differ, and where. */
export interface Cause {
  /** Empty as long as nobody has written it. */
  reason: string;
  steps: (SteppedDifference & Pick<VersionChapter, 'slug' | 'title'>)[];
}

/** What neighbouring lines print differently, by cause, those with the most steps first; chapters that cannot work on a line are left out. */
export function listCauses(
  chapters: readonly VersionChapter[],
  lines: readonly string[],
): { lines: [string, string]; causes: Cause[] }[] {
  return pairNeighbours(lines).map(([one, other]) => {
    const steps = chapters.flatMap((each) => {
      const [a, b] = [ofLine(each, one), ofLine(each, other)];
      const isLeftOut = [a, b].some((line) => line?.differences.impossible !== undefined);
      if (isLeftOut) return [];
      const { slug, title } = each;
      return compareLines(each.chapter, a, b).map((step) => ({ ...step, slug, title }));
    });
    const causes = [...Map.groupBy(steps, ({ reason }) => reason)].map(
      ([reason, ofCause]): Cause => ({ reason, steps: ofCause }),
    );
    return {
      lines: [one, other],
      causes: causes.sort((a, b) => b.steps.length - a.steps.length),
    };
  });
}

const ofLine = ({ ofLines }: VersionChapter, line: string): LineDifferences | undefined =>
  ofLines.find((each) => each.line === line);
