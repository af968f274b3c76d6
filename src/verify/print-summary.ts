import type { ChapterReport, FenceReport } from '../transcript/types.ts';

/** A chapter that was to be verified on an engine line. */
export interface VerifiedChapter {
  file: string;
  engineLine: string;
  /** Whether every step is good. */
  isGood: boolean;
  /** Whether its earlier run still holds, so that it was not run. */
  isUnchanged: boolean;
  /** Missing where its fences could not be read or no sandbox could be started. */
  report?: ChapterReport | undefined;
}

/** A table of chapters in Markdown, those with findings first; its first line counts them. */
export function printSummary(chapters: readonly VerifiedChapter[]): string {
  const bad = chapters.filter(({ isGood }) => !isGood);
  const good = chapters.filter(({ isGood }) => isGood);
  const lines = new Set(chapters.map(({ engineLine }) => engineLine));
  return [
    `**${count(good.length, 'chapter')} good, ${bad.length} not**, on ${[...lines].sort().join(', ')}`,
    '',
    '| Chapter | Engine line | Steps | Time | Difference |',
    '| --- | --- | --: | --: | --- |',
    ...[...bad, ...good].map(printRow),
    '',
  ].join('\n');
}

/** Why a chapter is not good, a sentence with its place for each fence that is not. */
function findReasons({ file, isGood, report }: VerifiedChapter): string[] {
  if (isGood) return [];
  const reasons = (report?.fences ?? []).flatMap(({ outcome, reason }) =>
    isBad(outcome) ? [reason ?? outcome] : [],
  );
  return reasons.length > 0
    ? reasons
    : [`${file}: expected a result but found none. The messages of the run say why.`];
}

/** The steps that are not possible where the chapters were run, a line for each reason. */
export function listImpossible(chapters: readonly VerifiedChapter[]): string[] {
  return chapters.flatMap(({ file, engineLine, report }) => {
    const fences = (report?.fences ?? []).filter(({ outcome }) => outcome === 'not possible');
    const byReason = Map.groupBy(fences, ({ reason }) => reason ?? '');
    return [...byReason].map(([reason, group]) => {
      const lines = group.flatMap(({ steps }) =>
        steps.flatMap(({ outcome, line }) => (outcome === 'not possible' ? [line] : [])),
      );
      return `${file}: not possible on ${engineLine}, ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}: ${reason}`;
    });
  });
}

function printRow(chapter: VerifiedChapter): string {
  const { file, engineLine, isUnchanged, report } = chapter;
  const steps = (report?.fences ?? [])
    .flatMap((fence) => fence.steps)
    .filter(({ outcome }) => outcome !== 'skipped' && outcome !== 'not possible');
  const impossible = (report?.fences ?? [])
    .flatMap((fence) => fence.steps)
    .filter(({ outcome }) => outcome === 'not possible').length;
  const matched = steps.filter(({ outcome }) => !isBad(outcome));
  const time = report === undefined ? '' : `${(report.durationMs / 1000).toFixed(1)} s`;
  const cells = [
    file,
    engineLine,
    `${matched.length} of ${steps.length}${impossible > 0 ? `, ${impossible} not possible` : ''}`,
    isUnchanged ? `verified at ${report?.date}, unchanged` : time,
    findReasons(chapter).join('\n') || 'none',
  ];
  return `| ${cells.map(escapeCell).join(' | ')} |`;
}

function isBad(outcome: FenceReport['outcome']): boolean {
  return outcome === 'drifted' || outcome === 'failed' || outcome === 'not run';
}

function escapeCell(text: string): string {
  return text
    .replace(/[\\`*_[\]<|]/g, (mark) => (mark === '<' ? '&lt;' : `\\${mark}`))
    .replaceAll('\n', '<br>');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
