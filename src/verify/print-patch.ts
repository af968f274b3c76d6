import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/** A file of the project and what is to stand in it; the file is its path from the project's root. */
export interface Change {
  file: string;
  /** Missing where there is no such file yet. */
  before: string | undefined;
  /** Missing where there is to be none. */
  after: string | undefined;
}

/** The changes as a patch that `git apply` makes; empty where there are none. */
export async function printPatch(changes: readonly Change[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dollyeo-patch-'));
  try {
    const patches: string[] = [];
    for (const change of changes) patches.push(await compare(folder, change));
    return patches.join('');
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function compare(folder: string, { file, before, after }: Change): Promise<string> {
  await writeFile(join(folder, 'before'), before ?? '');
  await writeFile(join(folder, 'after'), after ?? '');
  // A name ends at a tab, so that it may hold blanks.
  const from = before === undefined ? '/dev/null' : `a/${file}\t`;
  const to = after === undefined ? '/dev/null' : `b/${file}\t`;
  const names = ['--label', from, '--label', to];
  const diff = await execa('diff', ['--unified', ...names, 'before', 'after'], {
    cwd: folder,
    stripFinalNewline: false,
    reject: false,
  });
  if (diff.exitCode === 0 || diff.exitCode === 1) return diff.stdout;
  throw new Error(`diff failed: ${diff.stderr}`);
}
