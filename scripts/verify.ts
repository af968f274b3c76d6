import { chooseChapters } from '../src/verify/choose-chapters.ts';
import { chooseUntil } from '../src/verify/choose-until.ts';
import { failScript } from '../src/verify/fail-script.ts';
import { readOptions } from '../src/verify/read-options.ts';
import type { LineResult } from '../src/verify/describe-run.ts';
import { verifyLine } from '../src/verify/verify-line.ts';
import { clearResults, writeResults } from '../src/verify/write-results.ts';

// npm runs this in the project's root, and says where the person stood.
const root = process.cwd();
const from = process.env['INIT_CWD'] ?? root;

try {
  const { names, engines, useCache, until } = readOptions(process.argv.slice(2));
  const named = await chooseChapters(names, { root, from });
  const chosen = until === undefined ? named : await chooseUntil(named, until, root);
  await clearResults(root);
  const lines: LineResult[] = [];
  for (const engineLine of engines) {
    lines.push(await verifyLine(chosen, { root, engineLine, useCache }));
  }
  await writeResults(root, lines);
  if (!lines.every(({ isGood }) => isGood)) process.exitCode = 1;
} catch (error) {
  failScript(error);
}
