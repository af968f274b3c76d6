import type { Report } from '../transcript/types.ts';
import { printSummary } from '../verify/print-summary.ts';

/**
 * What a nightly run found, in Markdown: each chapter on each engine line that is not good, and how it differs, and what following the
 * course found (`followed`); empty where all is well. What was not run is a finding as well: a chapter that the report does not have on
 * a line, and a course that was not followed (undefined).
 */
export function describeNightly(
  { chapters }: Report,
  followed: string | undefined,
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
  if (followed !== '') names.push('what a reader meets who follows the course');
  if (names.length === 0) return '';
  return [
    `Not good: ${names.join(', ')}.`,
    ...(bad.length > 0 ? [printSummary(bad)] : []),
    ...(followed === undefined ? ['The course was not followed as a reader does.'] : []),
    ...(followed
      ? [`What \`npm run follow\` found:\n\n\`\`\`\`text\n${followed.trimEnd()}\n\`\`\`\``]
      : []),
  ].join('\n\n');
}
