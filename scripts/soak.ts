import { findPublishedLine } from '../src/sandbox/engine-line.mjs';
import { ChoiceError, chooseChapters } from '../src/verify/choose-chapters.ts';
import { failScript } from '../src/verify/fail-script.ts';
import { runChapters } from '../src/verify/run-chapters.ts';
import { startBurners } from './soak/start-burners.ts';

// npm runs this in the project's root, and says where the person stood.
const root = process.cwd();
const from = process.env['INIT_CWD'] ?? root;
const words = process.argv.slice(2);
const [times = '', ...files] = words.filter((word) => word !== '--load');

try {
  if (!/^[1-9][0-9]*$/.test(times)) {
    throw new ChoiceError(
      `Expected how many times to verify but found "${times}". For example: npm run soak -- 100 --load`,
    );
  }
  const chosen = await chooseChapters(files, { root, from });
  const stopBurners = words.includes('--load') ? await startBurners() : async () => {};
  let steps = 0;
  let falseAlarms = 0;
  try {
    for (let run = 1; run <= Number(times); run++) {
      const { ran, failed, isGood } = await runChapters(chosen, {
        root,
        engineLine: findPublishedLine(),
        isRecording: false,
      });
      steps += ran + failed;
      falseAlarms += isGood ? 0 : Math.max(failed, 1);
    }
  } finally {
    await stopBurners();
  }
  console.log(`soak: ${times} runs, ${steps} steps, ${falseAlarms} false alarms`);
  if (falseAlarms > 0) process.exitCode = 1;
} catch (error) {
  failScript(error);
}
