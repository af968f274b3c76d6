import type { Report } from '../transcript/types.ts';
import { printSummary } from '../verify/print-summary.ts';

/**
 * What a nightly run found, in Markdown: each chapter on each engine line that is not good, and how it differs; empty where all are.
 * A chapter that the report does not have on a line was not run, which is a finding as well.
 */
export function describeNightly(
  { chapters }: Report,
  expected: { files: readonly string[]; engineLines: readonly string[] },
): string {
  const bad = expected.engineLines.flatMap((engineLine) =>
    expected.files.flatMap((file) => {
      const report = chapters.find((each) => each.file === file && each.engineLine === engineLine);
      // Only a run in which every step was good leaves a key.
      if (report?.key !== undefined) return [];
      return [{ file, engineLine, isGood: false, isUnchanged: false, report }];
    }),
  );
  const names = bad.map(({ file, engineLine }) => `${file} on ${engineLine}`);
  return bad.length === 0 ? '' : `Not good: ${names.join(', ')}.\n\n${printSummary(bad)}`;
}
