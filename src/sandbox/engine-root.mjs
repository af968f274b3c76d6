import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readEngineLine } from './engine-line.mjs';
import { readLockedPackages, readRootList } from './root-list.mjs';
import { VM_INIT } from './virtual-machine.mjs';

/** Counts changes of how a root is made; roots made by another recipe are made anew. */
const RECIPE = 6;

/** Where everything that set-up makes outside the project is kept. */
export function cacheFolder() {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'dollyeo-docker');
}

/** Where the engine roots are kept; names with `.partial` are half-made. */
export function rootsFolder() {
  return join(cacheFolder(), 'roots');
}

/**
 * The read-only root file system of an engine line, owned by the users that a sandbox maps its own to; lines that
 * differ only in their daemon's settings share one. The name holds a hash of all that goes into it, so that a changed list or lock
 * means another folder.
 * @param {string} line
 */
export function engineRootFolder(line) {
  const { root } = readEngineLine(line);
  const content = [RECIPE, VM_INIT, readRootList(root), readLockedPackages(root)];
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
  return join(rootsFolder(), `${root}-${hash}`);
}

/**
 * Whether the root is there, complete: it gets its name only when it is finished.
 * @param {string} line
 */
export function isEngineRootReady(line) {
  return existsSync(engineRootFolder(line));
}
