import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What following the course found, as text, from the project's root; empty where a reader meets nothing that the pages do not say. */
const followedFile = 'reports/follow.txt';

/** Removes what an earlier run found, so that nobody takes it for what this one finds. */
export async function clearFollowed(root: string): Promise<void> {
  await rm(join(root, followedFile), { force: true });
}

/** Writes down what following the course found. */
export async function writeFollowed(root: string, findings: readonly string[]): Promise<void> {
  await mkdir(dirname(join(root, followedFile)), { recursive: true });
  await writeFile(join(root, followedFile), findings.map((finding) => `${finding}\n`).join(''));
}

/** What was written down; undefined where nothing was. */
export async function readFollowed(root: string): Promise<string | undefined> {
  return readFile(join(root, followedFile), 'utf8').catch(() => undefined);
}
