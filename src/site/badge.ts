import type { ChapterReport, FenceReport, Report } from '../transcript/types.ts';

/** What a badge says of a fence or a chapter; `run` is missing where the report knows nothing of it. */
export interface Badge {
  /** How many of the fences that are to run were verified with just this text. */
  verified: number;
  total: number;
  /** In Korean, why it is not (all) verified; empty where it is. */
  why: string;
  run?: Run | undefined;
}

/** The run that a badge speaks of. */
export type Run = Omit<RunChapter, 'file' | 'fences'>;

type RunChapter = ChapterReport & Required<Pick<ChapterReport, 'engine'>>;

/** The badge of one fence, found in the report by its file (from the project's root) and its hash. */
export function fenceBadge(report: Report | undefined, file: string, hash: string): Badge {
  const none = (why: string) => ({ verified: 0, total: 1, why });
  if (!report) return none(whyNot.noReport);
  const chapter = findChapter(report, file);
  if (!chapter) return none(whyNot.noChapter);
  // Two fences may hold the same text: the one that went wrong speaks.
  const same = chapter.fences.filter((fence) => fence.hash === hash);
  const fence = same.find(({ outcome }) => outcome !== 'verified') ?? same[0];
  if (!fence) return none(whyNot.changed);
  const durationMs = fence.steps.reduce((sum, step) => sum + step.durationMs, 0);
  const verified = fence.outcome === 'verified' ? 1 : 0;
  return { verified, total: 1, why: whyNot[fence.outcome], run: { ...chapter, durationMs } };
}

/** The badge of a chapter, given the hashes of those of its fences that are to run. */
export function chapterBadge(report: Report | undefined, file: string, hashes: string[]): Badge {
  const badges = hashes.map((hash) => fenceBadge(report, file, hash));
  const verified = badges.filter((badge) => badge.verified > 0).length;
  const why = badges.find((badge) => badge.why)?.why ?? '';
  return { verified, total: hashes.length, why, run: report && findChapter(report, file) };
}

const findChapter = (report: Report, file: string) =>
  report.chapters.find(
    (chapter): chapter is RunChapter => chapter.file === file && chapter.engine !== undefined,
  );

const whyNot: Record<FenceReport['outcome'] | 'noReport' | 'noChapter' | 'changed', string> = {
  verified: '',
  drifted: '엔진에서 돌린 결과가 여기 적힌 것과 달랐어요.',
  failed: '엔진에서 돌리다가 멈췄어요.',
  'not run': '지난 확인에서는 돌리지 못했어요.',
  skipped: '지난 확인에서는 건너뛰었어요.',
  'not possible': '이 엔진에서는 할 수 없어요.',
  noReport: '이 사이트를 만들 때 확인 기록이 없었어요.',
  noChapter: '확인 기록에 이 장이 없어요.',
  changed: '마지막으로 확인한 뒤에 내용이 바뀌었어요.',
};
