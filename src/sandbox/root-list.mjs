import { readFileSync, readdirSync } from 'node:fs';
import { arch } from 'node:os';
import { join } from 'node:path';
import { ENGINES_FOLDER } from './engines-folder.mjs';

/** The lock file: per engine root and Debian architecture every package with version, checksum and place. */
export const LOCK_FILE = join(ENGINES_FOLDER, 'engines.lock.json');

const FOLDER = join(ENGINES_FOLDER, 'roots');

/**
 * What a file of `engines/roots/` says: `suite` is Debian's, `packages` (names, or apt's patterns where a name moves
 * with its version) are in the engine root, `debianRoot` names those of the small Debian that lessons import.
 * @typedef {{ suite: string, packages: string[], debianRoot: string[] }} RootList
 *
 * A package as the lock names it; `file` is its place below a Debian mirror, `sha256` that of the .deb.
 * @typedef {{ version: string, sha256: string, file: string }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 * @typedef {Record<string, Record<string, LockedPackages>>} EngineLock
 */

/**
 * Names of all engine roots, by their engine's version, for example `28.5`, and `builder`: what it takes to build the
 * others where there is no Debian.
 */
export function listRoots() {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/**
 * Reads a root's list of packages.
 * @param {string} root
 * @returns {RootList}
 */
export function readRootList(root) {
  const roots = listRoots();
  if (!roots.includes(root)) {
    throw new Error(
      `expected a list of packages in engines/roots/ (${roots.join(', ')}), found "${root}". Add engines/roots/${root}.json, or name one of these.`,
    );
  }
  return JSON.parse(readFileSync(join(FOLDER, `${root}.json`), 'utf8'));
}

/**
 * Every package of a root for this machine's architecture, as locked.
 * @param {string} root
 * @returns {LockedPackages}
 */
export function readLockedPackages(root) {
  const locked = readEngineLock()[root] ?? {};
  const architecture = debianArchitecture();
  const packages = locked[architecture];
  if (!packages) {
    throw new Error(
      `engines/engines.lock.json: expected packages of ${root} for ${architecture}, ` +
        `found ${Object.keys(locked).join(', ') || 'none'}. Run the checks on such a machine, or run \`npm run lock\` after adding the architecture to scripts/lock.mjs.`,
    );
  }
  return packages;
}

/** @returns {EngineLock} */
export function readEngineLock() {
  try {
    return JSON.parse(readFileSync(LOCK_FILE, 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return {};
    throw new Error(
      `${LOCK_FILE}: expected JSON, found something else. Restore it with git, or run \`npm run lock\`.`,
      { cause: error },
    );
  }
}

/** This machine's architecture as Debian calls it. */
export function debianArchitecture() {
  return arch() === 'x64' ? 'amd64' : arch();
}
