import { chooseChapters, ChoiceError } from '../src/verify/choose-chapters.ts';
import { failScript } from '../src/verify/fail-script.ts';
import { readOptions } from '../src/verify/read-options.ts';
import { runChapters } from '../src/verify/run-chapters.ts';
import { writeReport } from '../src/verify/write-report.ts';

// npm runs this in the project's root, and says where the person stood.
const root = process.cwd();
const from = process.env['INIT_CWD'] ?? root;

try {
  const { names } = readOptions(process.argv.slice(2));
  const chosen = await chooseChapters(names, { root, from });
  const run = await runChapters(chosen, { root, isRecording: false, junit: 'reports/junit.xml' });
  await writeReport(root, run);
  if (run.isGood && run.ran === 0) {
    throw new ChoiceError(
      'Expected at least one step to run but found only fences that are marked skip. Choose other lines or files.',
    );
  }
  if (!run.isGood) process.exitCode = 1;
} catch (error) {
  failScript(error);
}
