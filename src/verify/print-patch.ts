import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/** A file of the project and what is to stand in it; the file is its path from the project's root. */
export interface Change {
  file: string;
  before: string;
  after: string;
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
  await writeFile(join(folder, 'before'), before);
  await writeFile(join(folder, 'after'), after);
  // A name ends at a tab, so that it may hold blanks.
  const names = ['--label', `a/${file}\t`, '--label', `b/${file}\t`];
  const diff = await execa('diff', ['--unified', ...names, 'before', 'after'], {
    cwd: folder,
    stripFinalNewline: false,
    reject: false,
  });
  if (diff.exitCode === 0 || diff.exitCode === 1) return diff.stdout;
  throw new Error(`diff failed: ${diff.stderr}`);
}
