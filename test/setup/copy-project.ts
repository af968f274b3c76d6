import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = new URL('../../', import.meta.url).pathname;

const needed = ['src', 'scripts', 'engines', 'images', 'package.json', 'package-lock.json'];

/** Copies what verifying chapters takes into a folder, so that a test may change it, or only a part of that. */
export function copyProject(folder: string, names = needed): void {
  for (const name of names) {
    cpSync(join(PROJECT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
}
