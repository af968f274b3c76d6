import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { listEngineLines, putPublishedFirst } from '../sandbox/engine-line.mjs';
import { readKeys } from './chapter-key.ts';
import { displayPath } from './chapter-plugin.ts';
import { ChoiceError, type ChosenChapter } from './choose-chapters.ts';
import { collectRun } from './collect-run.ts';
import { describeRun, rewrittenPages, type LineResult } from './describe-run.ts';
import { openVitest } from './open-vitest.ts';
import { writeReport } from './write-report.ts';
import { junitFile } from './write-results.ts';

/**
 * Puts the shares in a folder (an engine line's folder in it for each) together as if one run had run all their chapters. A chapter of
 * `chosen` that is in no share counts as failed, and is told.
 */
export async function mergeShares(
  chosen: readonly ChosenChapter[],
  folder: string,
  root: string,
): Promise<LineResult[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const engineLines = entries
    .filter((entry) => entry.isDirectory() && listEngineLines().includes(entry.name))
    .map(({ name }) => name);
  if (engineLines.length === 0)
    throw new ChoiceError(`${folder}: ${expected} but found none. ${nextMove}`);
  const lines: LineResult[] = [];
  for (const engineLine of putPublishedFirst(engineLines.sort())) {
    const pages = rewrittenPages(lines);
    lines.push(await mergeLine(chosen, join(folder, engineLine), { root, engineLine, pages }));
  }
  return lines;
}

async function mergeLine(
  chosen: readonly ChosenChapter[],
  folder: string,
  about: { root: string; engineLine: string; pages: ReadonlyMap<string, string> },
): Promise<LineResult> {
  const { root, engineLine } = about;
  const { vitest, close } = await openVitest(
    root,
    { junit: junitFile(engineLine) },
    { isRecording: false, engineLine },
  );
  try {
    const { testModules } = await vitest.mergeReports(folder).catch((cause: unknown) => {
      throw new ChoiceError(`${folder}: ${expected} but found: ${String(cause)}. ${nextMove}`, {
        cause,
      });
    });
    const { files = [], errors = [] } = vitest.state.blobs ?? {};
    const paths = files.map(({ filepath }) => filepath);
    const twice = paths.find((path, index) => paths.indexOf(path) !== index);
    if (twice !== undefined) {
      throw new ChoiceError(
        `${folder}: expected each chapter in one share but found ${displayPath(root, twice)} in two. ${nextMove}`,
      );
    }
    for (const { path } of chosen.filter(({ path }) => !paths.includes(path))) {
      console.error(
        `${displayPath(root, path)}: expected it in a share of ${engineLine} but found it in none. ${nextMove}`,
      );
    }
    const all = [...new Set([...chosen.map(({ path }) => path), ...paths])].map((path) => ({
      path,
    }));
    const run = collectRun(all, testModules, errors.length === 0);
    const report = await writeReport(root, run, readKeys(root, engineLine));
    return describeRun(all, { ...about, run, unchanged: new Map(), entries: report });
  } finally {
    await close();
  }
}

const expected = 'expected what shares of a run have left (npm run verify -- --shard 1/2)';
const nextMove = 'Empty the folder and run every share anew.';
