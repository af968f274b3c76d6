import { chooseChapters } from '../src/verify/choose-chapters.ts';
import { chooseShare } from '../src/verify/choose-share.ts';
import { chooseLines } from '../src/verify/choose-lines.ts';
import { chooseUntil } from '../src/verify/choose-until.ts';
import { failScript } from '../src/verify/fail-script.ts';
import { readOptions } from '../src/verify/read-options.ts';
import { rewrittenPages, type LineResult } from '../src/verify/describe-run.ts';
import { watchUntilStopped } from '../src/verify/watch-until-stopped.ts';
import { verifyLine } from '../src/verify/verify-line.ts';
import { startPart, writeResults } from '../src/verify/write-results.ts';

// npm runs this in the project's root, and says where the person stood.
const root = process.cwd();
const from = process.env['INIT_CWD'] ?? root;

try {
  const options = readOptions(process.argv.slice(2));
  const { names, engines, useCache, until, shard } = options;
  const named = await chooseChapters(names, { root, from });
  const whole = until === undefined ? named : await chooseUntil(named, until, root);
  const chosen = shard === undefined ? whole : await chooseShare(whole, shard, root);
  const engineLines = chooseLines(engines);
  if (options.isWatching) await watchUntilStopped(chosen, engineLines, { ...options, root });
  else {
    const earlier = await startPart(root);
    const lines: LineResult[] = [];
    for (const engineLine of engineLines) {
      const pages = rewrittenPages([...earlier, ...lines]);
      lines.push(await verifyLine(chosen, { root, engineLine, useCache, pages, shard }));
    }
    await writeResults(root, lines, earlier);
    if (!lines.every(({ isGood }) => isGood)) process.exitCode = 1;
  }
} catch (error) {
  failScript(error);
}
