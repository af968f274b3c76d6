import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';

/** What a script of ours printed, without colours and its folder's name: its output, then its errors. */
export interface ScriptRun {
  exitCode: number | undefined;
  text: string;
}

/** Makes a folder with these files, gone at the test's end. */
export async function makeFolder(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dollyeo-verify-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** Runs `scripts/<name>.ts` as npm does, in a folder that takes the place of the project's. */
export async function runScript(
  name: 'verify' | 'record' | 'merge',
  folder: string,
  files: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<ScriptRun> {
  const script = join(import.meta.dirname, '../../scripts', `${name}.ts`);
  let processes = '';
  const look = setTimeout(() => {
    void execa('ps', ['-eo', 'pid,ppid,stat,etimes,wchan:24,args', '--forest'], {
      reject: false,
    }).then(({ stdout }) => (processes = stdout));
  }, longest - 10_000);
  const run = await execa('node', [script, ...files], {
    cwd: folder,
    reject: false,
    timeout: longest,
    killDescendants: true,
    extendEnv: false,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'],
      NO_COLOR: '1',
      ...env,
    },
  }).finally(() => clearTimeout(look));
  // One after the other: which of two pipes is read first is chance.
  const text = [run.stdout, run.stderr].filter(Boolean).join('\n');
  if (run.timedOut) {
    throw new Error(
      `${name} did not end in ${longest} ms. It printed:\n${text}\nMeanwhile there ran:\n${processes}`,
    );
  }
  return { exitCode: run.exitCode, text: text.replaceAll(folder, '/project') };
}

/** In milliseconds; below a test's own limit, so that one that hangs shows how far it came. */
const longest = 500_000;

/** The lines in which Vitest names an error, sorted. */
export function errorLines({ text }: ScriptRun): string[] {
  return text
    .split('\n')
    .filter((line) => /^[A-Z]\w*: /.test(line))
    .sort();
}
