import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { ContainerError } from './container-error.ts';
import { startJob, type Job } from './start-job.ts';
import { takeBack } from './take-back.ts';
import { listFiles, pack, type Pack } from './tar-stream.ts';

/** A script of the project and the words after it, as they would be run here. */
export interface ScriptToRun {
  project: string;
  image: string;
  /** For example `scripts/verify.ts`, and its arguments. */
  command: readonly string[];
  /** The folder that names of files count from. */
  from: string;
  /** Whether a container before this one ran a part of the same command. */
  isLaterPart: boolean;
}

/**
 * Runs a script of the project in a container that has a copy of the project, at the same place, and puts the reports and chapters that it
 * wrote into the project. `onJob` is told of the container. Resolves to the script's exit code.
 */
export async function runInContainer(
  { project, image, command, from, isLaterPart }: ScriptToRun,
  onJob: (job: Job) => void,
): Promise<number> {
  refuseTakenPlace(project);
  const given = await packProject(project);
  const job = startJob({
    image,
    pack: given,
    folder: project,
    command: ['/bin/sh', join(project, 'src/container/run.sh'), project, ...command],
    environment: {
      ...(await describeHere(project)),
      INIT_CWD: from,
      ...(isLaterPart && { DOLLYEO_LATER_PART: '1' }),
    },
    onText: (text) => process.stdout.write(text),
  });
  onJob(job);
  const [archive, code] = await Promise.all([job.output.toArray(), job.ended]);
  if (code === KILLED) {
    throw new ContainerError(
      'expected the container to end by itself but it was killed, perhaps for want of memory. Give Docker more of it, or run fewer chapters at once.',
    );
  }
  const problems = takeBack(Buffer.concat(archive), given, project);
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? code || 1 : code;
}

/** 128 and the number of SIGKILL, as shells have it. */
const KILLED = 137;

/** All of the project but what is made from the rest and what the container has of its own. */
async function packProject(project: string): Promise<Pack> {
  const names = readdirSync(project).filter((name) => !LEFT_OUT.test(name));
  const lists = await Promise.all(names.map((name) => listFiles(join(project, name), name)));
  return pack(lists.flat());
}

/** TypeScript's settings build on a package of the site's. */
const LEFT_OUT = /^(?:node_modules|\.git|\.astro|dist.*|tsconfig\.json)$/;

/** What the container cannot know: the terminal, the commit, whether this is a CI. */
async function describeHere(project: string): Promise<Record<string, string>> {
  const git = execa({ cwd: project, reject: false, stderr: 'ignore' });
  const head = await git`git rev-parse HEAD`;
  const status = await git`git status --porcelain`;
  const passed = ['CI', 'GITHUB_ACTIONS', 'NO_COLOR', 'FORCE_COLOR'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...(process.stdout.isTTY && { FORCE_COLOR: '1', COLUMNS: String(process.stdout.columns) }),
    ...(!head.failed && { DOLLYEO_COMMIT: `${head.stdout}${status.stdout && ' dirty'}` }),
    ...Object.fromEntries(passed),
  };
}

/** Its programs are links: a project below one of them would end up in what sandboxes start from. */
function refuseTakenPlace(project: string): void {
  const [, first = ''] = project.split('/');
  if (project.startsWith('/') && !TAKEN.has(first)) return;
  throw new ContainerError(
    `expected the project in a folder that the container has not but found ${project}. Move it, for example below /home.`,
  );
}

const TAKEN = new Set([
  '',
  'bin',
  'cache',
  'dev',
  'etc',
  'lib',
  'lib64',
  'modules',
  'proc',
  'sbin',
  'sys',
  'usr',
]);
