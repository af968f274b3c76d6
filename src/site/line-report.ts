import type { Report } from '../transcript/types.ts';

/** What a report says of one engine line: badges speak of the line that the pages are published with. */
export function lineReport(report: Report | undefined, engineLine: string): Report | undefined {
  if (report === undefined) return undefined;
  return { ...report, chapters: report.chapters.filter((each) => each.engineLine === engineLine) };
}
