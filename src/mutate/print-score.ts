import type { Mutated, Tried } from './mutate-chapter.ts';

/** What mutating chapters came to. */
export interface Score {
  /** A table by kinds, every spoiling that was not noticed with its reason, and a sentence. */
  text: string;
  isGood: boolean;
}

/** Counts by kind what was noticed, and lists what was not. */
export function printScore(chapters: readonly Mutated[], seed: number): Score {
  const all = chapters.flatMap(({ file, tried }) => tried.map((one) => ({ ...one, file })));
  const rows = [...Map.groupBy(all, ({ spoiling }) => spoiling.kind)].map(([kind, ofKind]) =>
    countRow(kind, ofKind),
  );
  rows.push(countRow('together', all));
  const missed = all.filter(isMissed);
  const excused = all.filter(({ reason }) => reason !== undefined);
  const falseAlarms = chapters.flatMap((chapter) => chapter.falseAlarms);
  const due = all.length - excused.length;
  const sum = (count: (chapter: Mutated) => number) =>
    chapters.reduce((total, chapter) => total + count(chapter), 0);
  const lines = [
    ...printTable(rows),
    ...listByReason(excused),
    ...listFaults('Not noticed, and should have been', missed.map(describe)),
    ...listFaults('Another run that did not match', falseAlarms),
    '',
    `Loose by column, key or command, taken on trust from src/transcript/kinds.ts: ${countSorts(chapters.flatMap(({ trusted }) => trusted))}.`,
    `${sum(({ otherRuns }) => otherRuns)} other runs of ${chapters.length} files (${sum(({ steps }) => steps)} steps), ${falseAlarms.length} did not match.`,
    `${due - missed.length} of the ${due} spoilings that should be noticed were, ${excused.length} more could come from another run; ${sum(({ leftOut }) => leftOut)} places were not tried (seed ${seed}).`,
  ];
  return { text: lines.join('\n'), isGood: missed.length === 0 && falseAlarms.length === 0 };
}

function countSorts(sorts: readonly string[]): string {
  const counts = [...Map.groupBy(sorts, (sort) => sort)].map(
    ([sort, ofSort]) => `${sort} ${ofSort.length}`,
  );
  return counts.sort().join(', ') || 'nothing';
}

type Row = readonly [kind: string, ...counts: (string | number)[]];

function countRow(kind: string, tried: readonly Tried[]): Row {
  const noticed = tried.filter(({ noticedAt }) => noticedAt !== undefined);
  const right = noticed.length - tried.filter(isElsewhere).length;
  const excused = tried.filter(({ reason }) => reason !== undefined);
  const missed = tried.filter(isMissed);
  return [kind, tried.length, noticed.length, right, excused.length, missed.length];
}

const isMissed = ({ noticedAt, reason }: Tried) => noticedAt === undefined && reason === undefined;

const isElsewhere = ({ noticedAt, spoiling }: Tried) =>
  noticedAt !== undefined && !spoiling.rightLines.has(noticedAt);

function printTable(rows: readonly Row[]): string[] {
  const header: Row = ['kind', 'tried', 'noticed', 'right line', 'excused', 'missed'];
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((row) => String(row[column]).length)),
  );
  return [header, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column === 0
          ? String(cell).padEnd(widths[column] ?? 0)
          : String(cell).padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}

function listByReason(excused: readonly (Tried & { file: string })[]): string[] {
  return [...Map.groupBy(excused, ({ reason }) => reason)].flatMap(([reason, ofReason]) => [
    '',
    `Not noticed: ${reason}`,
    ...ofReason.map(describe).sort(),
  ]);
}

function listFaults(title: string, faults: readonly string[]): string[] {
  return faults.length === 0 ? [] : ['', `${title}:`, ...faults];
}

function describe({ file, spoiling }: Tried & { file: string }): string {
  return `  ${file}:${spoiling.line}: ${spoiling.kind}: ${spoiling.what}`;
}
