import { execa } from 'execa';

/** One stage of a check: a command of the project. */
export interface Stage {
  name: string;
  command: readonly [string, ...string[]];
  /** Why it cannot be run on this machine; it then counts as not checked. */
  leftOut?: string | undefined;
  /** Which of its tests this machine cannot run, and why; they are skipped, and the rest counts. */
  skips?: string | undefined;
  /** The name of an earlier stage without which it makes no sense. */
  after?: string;
}

/** How a stage came out. */
export interface StageResult {
  name: string;
  outcome: 'passed' | 'failed' | 'left out';
  reason?: string;
  /** What a stage that passed has not checked. */
  skips?: string | undefined;
  /** The last lines that a stage that failed has printed; a log of CI may be cut at its beginning. */
  lastLines?: readonly string[];
  seconds: number;
}

const keptLines = 40;
const heldForMs = 5_000;

/** Runs stages in order, all of them even if one fails; each prints on the terminal as it likes, under its name. */
export async function runStages(
  stages: readonly Stage[],
  options: { cwd: string; print(line: string): void },
): Promise<StageResult[]> {
  const results: StageResult[] = [];
  for (const stage of stages) {
    options.print(`\n── ${stage.name}: ${stage.command.join(' ')}`);
    const result = await runStage(stage, results, options.cwd);
    options.print(`── ${printResult(result, 0)}`);
    results.push(result);
  }
  return results;
}

/** What failed stages printed last, and a table of the stages; its last line is `N passed, N failed`. */
export function printStages(results: readonly StageResult[]): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const count = (outcome: StageResult['outcome']) =>
    results.filter((result) => result.outcome === outcome).length;
  const inPart = results.filter(({ skips }) => skips !== undefined).length;
  const unchecked = [
    ...(count('left out') > 0 ? [`${count('left out')} left out`] : []),
    ...(inPart > 0 ? [`${inPart} only in part`] : []),
  ];
  return [
    ...results.flatMap(({ name, lastLines = [] }) =>
      lastLines.length > 0 ? ['', `── ${name} failed; its last lines:`, ...lastLines] : [],
    ),
    '',
    ...results.map((result) => printResult(result, width)),
    '',
    ...(unchecked.length > 0
      ? [`Not everything was checked: ${unchecked.join(', ')}, for the reasons above.`]
      : []),
    `${count('passed')} passed, ${count('failed')} failed`,
  ].join('\n');
}

async function runStage(
  { name, command, leftOut, skips, after }: Stage,
  earlier: readonly StageResult[],
  cwd: string,
): Promise<StageResult> {
  const needed = earlier.find((result) => result.name === after);
  if (leftOut !== undefined) return { name, outcome: 'left out', reason: leftOut, seconds: 0 };
  if (needed !== undefined && needed.outcome !== 'passed') {
    return { name, outcome: 'left out', reason: `${needed.name} did not pass`, seconds: 0 };
  }
  const [file, ...words] = command;
  const running = execa(file, words, {
    cwd,
    preferLocal: true,
    localDir: cwd,
    reject: false,
    stdin: 'ignore',
    stdout: ['inherit', 'pipe'],
    stderr: ['inherit', 'pipe'],
    all: true,
    lines: true,
    env: {
      ASTRO_TELEMETRY_DISABLED: '1',
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
    },
  });
  // What it has left behind may hold its output open for ever.
  const { nodeChildProcess } = running;
  nodeChildProcess.once('exit', () => {
    setTimeout(() => {
      nodeChildProcess.stdout?.destroy();
      nodeChildProcess.stderr?.destroy();
    }, heldForMs).unref();
  });
  const run = await running;
  const seconds = run.durationMs / 1000;
  if (!run.failed) return { name, outcome: 'passed', skips, seconds };
  const reason =
    run.exitCode === undefined ? String(run.originalMessage) : `exit code ${run.exitCode}`;
  // GitHub has taken its commands (`::error`) from the stage itself.
  const lastLines = run.all?.filter((line) => !line.startsWith('::')).slice(-keptLines) ?? [];
  return { name, outcome: 'failed', reason, lastLines, seconds };
}

function printResult(result: StageResult, width: number): string {
  const { name, outcome, reason, skips, seconds } = result;
  const time = outcome === 'left out' ? '' : ` in ${seconds.toFixed(1)} s`;
  const why = [
    ...(reason === undefined ? [] : [`: ${reason}`]),
    ...(skips === undefined ? [] : [`, without ${skips}`]),
  ].join('');
  return `${name.padEnd(width)}  ${outcome}${time}${why}`;
}
