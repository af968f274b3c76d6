import { chooseChapters } from '../src/verify/choose-chapters.ts';
import { chooseUntil } from '../src/verify/choose-until.ts';
import { failScript } from '../src/verify/fail-script.ts';
import { readOptions } from '../src/verify/read-options.ts';
import { verifyLine } from '../src/verify/verify-line.ts';

// npm runs this in the project's root, and says where the person stood.
const root = process.cwd();
const from = process.env['INIT_CWD'] ?? root;

try {
  const { names, engines, useCache, until } = readOptions(process.argv.slice(2));
  const named = await chooseChapters(names, { root, from });
  const chosen = until === undefined ? named : await chooseUntil(named, until, root);
  for (const engineLine of engines) {
    const { isGood } = await verifyLine(chosen, { root, engineLine, useCache });
    if (!isGood) process.exitCode = 1;
  }
} catch (error) {
  failScript(error);
}
