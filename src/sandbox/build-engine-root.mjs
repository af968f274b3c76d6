import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { downloadPackages, sweepPackages } from './download-packages.mjs';
import { readEngineLine } from './engine-line.mjs';
import { cacheFolder, engineRootFolder, rootsFolder } from './engine-root.mjs';
import { fillEngineRoot } from './fill-engine-root.mjs';
import { isInUse, removeTree } from './remove-tree.mjs';
import { readLockedPackages } from './root-list.mjs';

/**
 * Builds the root of an engine line from exactly the packages that the lock names, as root of the machine, and
 * puts it in place when it is finished. The caller sees to it that only one set-up runs at a time.
 * @param {string} line
 * @param {(step: string, detail?: string) => void} say
 */
export async function buildEngineRoot(line, say) {
  const folder = engineRootFolder(line);
  sweepHalfMadeRoots();
  const { root } = readEngineLine(line);
  const packages = readLockedPackages(root);
  const debs = join(cacheFolder(), 'debs');
  const files = await downloadPackages(root, packages, debs, say);
  const partial = `${folder}.partial`;
  try {
    await fillEngineRoot(root, partial, files, say);
    renameSync(join(partial, 'root'), folder);
  } finally {
    removeTree(partial);
  }
  sweepOldRoots(root, folder);
  sweepPackages(debs);
}

/** Removes what killed set-ups left; the caller's lock proves that their makers are gone. */
export function sweepHalfMadeRoots() {
  mkdirSync(rootsFolder(), { recursive: true });
  for (const name of readdirSync(rootsFolder())) {
    if (name.endsWith('.partial')) removeTree(join(rootsFolder(), name));
  }
}

/**
 * Roots of the same name by an older list or lock, unless a sandbox still runs on them. They leave their place
 * first, so that a kill in the middle does not leave a damaged root under a whole one's name.
 * @param {string} root
 * @param {string} current
 */
function sweepOldRoots(root, current) {
  for (const name of readdirSync(rootsFolder())) {
    const folder = join(rootsFolder(), name);
    if (folder === current || !/^-[0-9a-f]{12}$/.test(name.slice(root.length))) continue;
    if (!name.startsWith(root) || isInUse(folder)) continue;
    renameSync(folder, `${folder}.partial`);
    removeTree(`${folder}.partial`);
  }
}
