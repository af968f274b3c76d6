import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = new URL('../../', import.meta.url).pathname;

/** Copies what verifying chapters takes into a folder, so that a test may change it. */
export function copyProject(folder: string): void {
  for (const name of ['src', 'scripts', 'engines', 'images', 'package.json', 'package-lock.json']) {
    cpSync(join(PROJECT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
}
