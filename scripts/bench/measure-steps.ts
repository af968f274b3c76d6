import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { SandboxOptions } from '../../src/sandbox/types.ts';
import type { Row } from './print-table.ts';

const STEPS = 50;

/** How long a command takes as a step, beside the same command run straight by bash in the sandbox. */
export async function measureSteps(options: SandboxOptions, command: string): Promise<Row[]> {
  const sandbox = await startSandbox(options);
  const session = await sandbox.openSession();
  const timeInBash = `
    from=$EPOCHREALTIME
    ${command} >/dev/null
    echo $(( \${EPOCHREALTIME/./} - \${from/./} ))`;
  const bash: number[] = [];
  const steps: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    bash.push(Number(await sandbox.ask(['bash', '-c', timeInBash])) / 1000);
    const started = performance.now();
    await session.run({ command });
    steps.push(performance.now() - started);
  }
  await sandbox.stop();
  return [
    [`${command}, run by bash in the sandbox`, bash],
    ['the same as a step', steps],
  ];
}
