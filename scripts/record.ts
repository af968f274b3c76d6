import { findPublishedLine } from '../src/sandbox/engine-line.mjs';
import { ChoiceError, chooseChapters } from '../src/verify/choose-chapters.ts';
import { chooseLines } from '../src/verify/choose-lines.ts';
import { failScript } from '../src/verify/fail-script.ts';
import { readOptions } from '../src/verify/read-options.ts';
import { recordChapter } from '../src/verify/record-chapter.ts';
import { recordDifferences } from '../src/verify/record-differences.ts';
import { runChapters } from '../src/verify/run-chapters.ts';

// npm runs this in the project's root, and says where the person stood.
const root = process.cwd();
const from = process.env['INIT_CWD'] ?? root;

try {
  const { names, engines } = readOptions(process.argv.slice(2), ['engine']);
  const chosen = await chooseChapters(names, { root, from });
  if (chosen.some(({ lines }) => lines !== undefined)) {
    throw new ChoiceError('Expected files but found lines of files. Record whole chapters.');
  }
  for (const engineLine of chooseLines(engines)) {
    const { results } = await runChapters(chosen, { root, engineLine, isRecording: true });
    for (const { path } of chosen) {
      const result = results.get(path);
      const { isGood, lines } =
        engineLine === findPublishedLine()
          ? await recordChapter(path, result, root)
          : await recordDifferences(path, result, { root, engineLine });
      for (const line of lines) console.log(line);
      if (!isGood) process.exitCode = 1;
    }
  }
} catch (error) {
  failScript(error);
}
