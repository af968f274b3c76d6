import type { Report } from '../transcript/types.ts';
import { printSummary } from '../verify/print-summary.ts';

/** What a nightly run left. */
export interface Found {
  report: Report;
  /** What following the course found, empty where nothing; undefined where it was not followed. */
  followed: string | undefined;
  /** How the job of `npm run test:in-docker` ended, as GitHub says it: `success`, `failure`, …; undefined where there was none. */
  inDocker: string | undefined;
}

/**
 * What a nightly run found, in Markdown: each chapter on each engine line that is not good, and how it differs, what following the
 * course found, and that checking in a user's Docker failed; empty where all is well. What was not run is a finding as well.
 */
export function describeNightly(
  { report: { chapters }, followed, inDocker }: Found,
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
  if (inDocker !== 'success') names.push('checking with `--in-docker`');
  if (names.length === 0) return '';
  return [
    `Not good: ${names.join(', ')}.`,
    ...(bad.length > 0 ? [printSummary(bad)] : []),
    ...(followed === undefined ? ['The course was not followed as a reader does.'] : []),
    ...(followed
      ? [`What \`npm run follow\` found:\n\n\`\`\`\`text\n${followed.trimEnd()}\n\`\`\`\``]
      : []),
    ...(inDocker === 'success'
      ? []
      : [`\`npm run test:in-docker\` ended with ${inDocker ?? 'nothing: it was not run'}.`]),
  ].join('\n\n');
}
