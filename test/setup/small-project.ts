import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn, type ChildProcess } from 'node:child_process';
import { onTestFinished } from 'vitest';

const PROJECT = new URL('../../', import.meta.url).pathname;

/** A folder of its own that is removed with the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dollyeo-docker-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The real set-up in a project that depends on nothing but one package of its own, so that npm needs no network. */
export function makeSmallProject(): string {
  const project = makeFolder();
  cpSync(join(PROJECT, 'scripts/setup'), join(project, 'scripts/setup'), { recursive: true });
  for (const file of ['setup.mjs', 'machine.mjs', 'doctor.mjs']) {
    cpSync(join(PROJECT, 'scripts', file), join(project, 'scripts', file));
  }
  for (const folder of ['src/sandbox', 'engines']) {
    cpSync(join(PROJECT, folder), join(project, folder), { recursive: true });
  }
  mkdirSync(join(project, 'parts/part'), { recursive: true });
  write(project, 'parts/part/package.json', { name: 'part', version: '1.0.0' });
  write(project, 'package.json', { dependencies: { part: 'file:parts/part' } });
  writeLock(project, '1.0.0');
  return project;
}

/** Locks the small project's package; another version makes another lock file. */
export function writeLock(project: string, version: string): void {
  write(project, 'package-lock.json', {
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { dependencies: { part: 'file:parts/part' } },
      'node_modules/part': { resolved: 'parts/part', link: true },
      'parts/part': { version },
    },
  });
}

function write(project: string, file: string, content: unknown): void {
  writeFileSync(join(project, file), JSON.stringify(content));
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  output: string;
}

export interface Options {
  env?: NodeJS.ProcessEnv;
  /** Called with all that was printed so far, whenever more comes. */
  onOutput?: (output: string, child: ChildProcess) => void;
  /** Words before `node`, for example `setpriv --reuid=65534`. */
  before?: string[];
}

/** What set-up says of a step that is slow; which ones are is up to the machine. */
const HOW_LONG = /^setup: (?: {2}that took \d+ s|\[\d+ s\] .*)\n/gm;

/** Runs set-up in a project, with a cache in that project, and tells how it ended. */
export function runSetup(project: string, args: string[], options: Options = {}): Promise<Ended> {
  return runNode(project, 'setup.mjs', args, options);
}

/** Runs a script of a project, with a cache in that project, and tells how it ended. */
export function runNode(
  project: string,
  script: string,
  args: string[],
  { env = {}, onOutput, before = [] }: Options = {},
): Promise<Ended> {
  const [program = '', ...rest] = [
    ...before,
    process.execPath,
    join(project, 'scripts', script),
    ...args,
  ];
  const child = spawn(program, rest, {
    cwd: project,
    env: { ...process.env, XDG_CACHE_HOME: join(project, 'cache'), ...env },
  });
  return new Promise((resolve, reject) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text.replaceAll(project, 'PROJECT');
        onOutput?.(output, child);
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ code, signal, output: output.replace(HOW_LONG, '') }),
    );
  });
}
