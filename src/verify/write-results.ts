import { globSync } from 'node:fs';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPublishedLine } from '../sandbox/engine-line.mjs';
import type { LineResult } from './describe-run.ts';
import { printPatch } from './print-patch.ts';
import { listImpossible, printSummary } from './print-summary.ts';
import type { Shard } from './read-options.ts';

/** Of the last run alone on an engine line, one test case per step, as JUnit has them; from the project's root. */
export function junitFile(engineLine: string): string {
  return engineLine === findPublishedLine()
    ? 'reports/junit.xml'
    : `reports/junit-${engineLine}.xml`;
}

/** Of the last run alone, a table of chapters in Markdown. */
const summaryFile = 'reports/summary.md';
/** What `git apply` makes of the last run's drifts, as `npm run record` would; only where there are any. */
const patchFile = 'reports/record.patch';

/** Of the last run alone, what summary and patch are made of, as data: a later part of the run goes on from it. */
const linesFile = 'reports/lines.json';

/** Where a share leaves all that is known of its run, from the project's root. */
export function blobFile(engineLine: string, { index, count }: Shard): string {
  return `reports/blobs/${engineLine}/${index}-of-${count}.json`;
}

/** Removes what an earlier run said, so that nobody takes it for what this one says. */
export async function clearResults(root: string): Promise<void> {
  const junitFiles = globSync('reports/junit*.xml', { cwd: root });
  for (const file of [...junitFiles, summaryFile, patchFile, linesFile]) {
    await rm(join(root, file), { force: true });
  }
}

/**
 * What the parts of a run before this one found, which in Docker run in containers of their own; the first part has none before it, and
 * removes what an earlier run said.
 */
export async function startPart(root: string): Promise<LineResult[]> {
  const isLater = process.env['DOLLYEO_LATER_PART'] !== undefined;
  if (!isLater) await clearResults(root);
  const text = await readFile(join(root, linesFile), 'utf8').catch(() => '[]');
  return JSON.parse(text) as LineResult[];
}

/** Writes the results of a run on all its engine lines where people look: GitHub's job summary, a table, a patch. */
export async function writeResults(
  root: string,
  lines: readonly LineResult[],
  earlier: readonly LineResult[] = [],
): Promise<void> {
  const fresh = lines.flatMap((line) => line.chapters);
  if (fresh.length === 0) return;
  for (const line of listImpossible(fresh)) console.log(line);
  const all = [...earlier, ...lines];
  const summary = printSummary(all.flatMap((line) => line.chapters));
  await mkdir(join(root, 'reports'), { recursive: true });
  await writeFile(join(root, linesFile), JSON.stringify(all));
  await writeFile(join(root, summaryFile), summary);
  const jobSummary = process.env['GITHUB_STEP_SUMMARY'];
  if (jobSummary) await appendFile(jobSummary, summary);
  const patch = await printPatch(all.flatMap((line) => line.changes));
  if (patch === '') return;
  await writeFile(join(root, patchFile), patch);
  console.log(`Apply what was printed, if it is right: git apply ${patchFile}`);
}
