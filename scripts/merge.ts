import { resolve } from 'node:path';
import { ChoiceError, chooseChapters } from '../src/verify/choose-chapters.ts';
import { failScript } from '../src/verify/fail-script.ts';
import { mergeShares } from '../src/verify/merge-shares.ts';
import { clearResults, writeResults } from '../src/verify/write-results.ts';

// npm runs this in the project's root, and says where the person stood.
const root = process.cwd();
const from = process.env['INIT_CWD'] ?? root;
const [folder, ...more] = process.argv.slice(2);

try {
  if (folder === undefined || more.length > 0) {
    throw new ChoiceError('Expected one folder. For example: npm run merge -- reports/blobs');
  }
  const course = await chooseChapters([], { root, from });
  await clearResults(root);
  const lines = await mergeShares(course, resolve(from, folder), root);
  await writeResults(root, lines);
  if (!lines.every(({ isGood }) => isGood)) process.exitCode = 1;
} catch (error) {
  failScript(error);
}
