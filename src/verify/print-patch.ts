import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';

/** A file of the project and what is to stand in it; the file is its path from the project's root. */
export interface Change {
  file: string;
  before: string;
  after: string;
}

/** The changes as `git diff` prints them, so that `git apply` makes them; empty where there are none. */
export async function printPatch(changes: readonly Change[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dollyeo-patch-'));
  try {
    for (const { file, before, after } of changes) {
      await write(join(folder, 'a', file), before);
      await write(join(folder, 'b', file), after);
    }
    await mkdir(join(folder, 'a'), { recursive: true });
    await mkdir(join(folder, 'b'), { recursive: true });
    const diff = await execa({
      cwd: folder,
      // A person's own settings may colour it, turn its names round, or leave them out.
      env: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_DIR: '/dev/null' },
      stripFinalNewline: false,
      reject: false,
    })`git diff --no-index --no-prefix --no-ext-diff --no-color a b`;
    if (diff.exitCode === 0 || diff.exitCode === 1) return diff.stdout;
    throw new Error(`git diff failed: ${diff.stderr}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
