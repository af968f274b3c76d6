import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { buildImage } from '../src/container/build-image.ts';
import { ContainerError } from '../src/container/container-error.ts';
import { containerImage, isImageThere } from '../src/container/container-image.ts';
import { examineDocker } from '../src/container/examine-docker.ts';
import { groupByRoot } from '../src/container/group-by-root.ts';
import { runInContainer } from '../src/container/run-in-container.ts';
import type { Job } from '../src/container/start-job.ts';
import { findPublishedLine, putPublishedFirst } from '../src/sandbox/engine-line.mjs';
import { stopTools } from '../src/sandbox/run-tool.mjs';
import { findAskedLines } from './setup/find-asked-lines.mjs';
import { holdSetupLock } from './setup/hold-setup-lock.mjs';
import { createSay } from './setup/say.mjs';

// npm runs this in the project's root, and says where the person stood. The words are a script of the project and its arguments.
const project = process.cwd();
const from = process.env['INIT_CWD'] ?? project;
const command = process.argv.slice(2);

let job: Job | undefined;
let stoppedBy: NodeJS.Signals | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stoppedBy ??= signal;
    job?.stop();
    stopTools();
  });
}

try {
  refuseOthers(command);
  await examineDocker();
  const asked = findAskedLines(command);
  // A name that is no line is left to the script, which says so.
  const lines = asked.length > 0 ? putPublishedFirst(asked) : [findPublishedLine()];
  for (const [index, part] of groupByRoot(lines, command).entries()) {
    const image = containerImage(project, part.line);
    await makeImage(part.line, image);
    const script = { project, image, command: part.command, from, isLaterPart: index > 0 };
    const code = await runInContainer(script, follow);
    process.exitCode ||= code;
  }
  addToJobSummary();
} catch (error) {
  if (!stoppedBy) {
    if (isMistake(error)) throw error;
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
if (stoppedBy) {
  process.removeAllListeners(stoppedBy);
  process.kill(process.pid, stoppedBy);
}

function refuseOthers([script = '', ...args]: readonly string[]): void {
  if (!['scripts/verify.ts', 'scripts/record.ts'].includes(script)) {
    throw new ContainerError(
      `expected verify or record, which run in a container, but found ${script}. Leave out --in-docker.`,
    );
  }
  if (!args.includes('--watch')) return;
  throw new ContainerError(
    'expected no --watch with --in-docker, whose container has a copy of the project, but found it. Leave out one of them.',
  );
}

/** What the language itself throws is a mistake of ours; all else says what this machine lacks, as in set-up. */
function isMistake(error: unknown): boolean {
  const ofLanguage = [TypeError, RangeError, ReferenceError, SyntaxError];
  return !(error instanceof Error) || ofLanguage.some((kind) => error instanceof kind);
}

function follow(started: Job): void {
  job = started;
  if (stoppedBy) job.stop();
}

/** GitHub reads it from a file that the container has not. */
function addToJobSummary(): void {
  const jobSummary = process.env['GITHUB_STEP_SUMMARY'];
  const summary = 'reports/summary.md';
  if (jobSummary && existsSync(summary)) appendFileSync(jobSummary, readFileSync(summary));
}

async function makeImage(line: string, image: string): Promise<void> {
  if (await isImageThere(image)) return;
  const say = createSay();
  const release = await holdSetupLock(say);
  try {
    if (!(await isImageThere(image))) {
      await buildImage({ project, line, image }, { say, onJob: follow });
    }
  } finally {
    say('');
    release();
  }
}
