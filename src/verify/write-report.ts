import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { execa } from 'execa';
import { hashDifferences } from '../transcript/hash-differences.ts';
import type { ChapterReport, Report } from '../transcript/types.ts';
import type { RunResult } from './collect-run.ts';
import { readDifferences } from './read-differences.ts';
import { writeAtomically } from './write-atomically.ts';

/** Where the report stands, from the project's root; docs/report.md describes it. */
export const reportFile = 'reports/verify.json';

/** Puts the chapters of a run into the report, the green ones with their keys, and gives what it put there; others keep what an earlier run said. */
export async function writeReport(
  root: string,
  { results, green }: Pick<RunResult, 'results' | 'green'>,
  keyOf: (text: string, file: string) => string,
): Promise<ChapterReport[]> {
  const commit = await readCommit(root);
  const ran = [...results].flatMap(([path, { report, text }]) =>
    report === undefined ? [] : [{ path, report, text }],
  );
  const fresh = await Promise.all(
    ran.map(async ({ path, report, text }): Promise<ChapterReport> => {
      const { engineLine, file } = report;
      const differences = await hashDifferences(readDifferences(root, engineLine, file).text);
      return {
        ...{ ...report, ...commit },
        ...(green.has(path) && { key: keyOf(text, file) }),
        ...(differences !== undefined && { differences }),
      };
    }),
  );
  if (fresh.length === 0) return fresh;
  const report = mergeReport(await readReport(root), fresh, (file) => existsSync(join(root, file)));
  await mkdir(join(root, 'reports'), { recursive: true });
  await writeAtomically(join(root, reportFile), `${JSON.stringify(report, undefined, 2)}\n`);
  return fresh;
}

/** The chapters of both, the fresh ones first choice, sorted by file and engine line; without files that are outside the project or gone. */
export function mergeReport(
  earlier: Report,
  fresh: readonly ChapterReport[],
  exists: (file: string) => boolean,
): Report {
  const chapters = new Map(
    [...earlier.chapters, ...fresh].map((entry) => [`${entry.engineLine} ${entry.file}`, entry]),
  );
  return {
    version: 1,
    chapters: [...chapters.values()]
      .filter(({ file }) => !isAbsolute(file) && exists(file))
      .sort((a, b) => order(a.file, b.file) || order(a.engineLine, b.engineLine)),
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The report as it stands; one without chapters where there is none, or none that can be read. */
export async function readReport(root: string): Promise<Report> {
  try {
    const report = JSON.parse(await readFile(join(root, reportFile), 'utf8')) as Report;
    if (report.version === 1 && Array.isArray(report.chapters)) return report;
  } catch {
    // None yet, or half of one.
  }
  return { version: 1, chapters: [] };
}

/** In a container it is told: there is no repository. */
async function readCommit(root: string): Promise<Pick<ChapterReport, 'commit' | 'dirty'>> {
  const [told, dirty] = process.env['DOLLYEO_COMMIT']?.split(' ') ?? [];
  if (told !== undefined) return { commit: told, dirty: dirty !== undefined };
  const git = execa({ cwd: root, reject: false, stderr: 'ignore' });
  // In a container the work tree is often another user's.
  const trust = `safe.directory=${root}`;
  const head = await git`git -c ${trust} rev-parse HEAD`;
  if (head.failed) return { commit: '', dirty: false };
  const status = await git`git -c ${trust} status --porcelain`;
  return { commit: head.stdout, dirty: status.stdout !== '' };
}
