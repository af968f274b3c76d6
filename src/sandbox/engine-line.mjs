import { readFileSync, readdirSync } from 'node:fs';
import { arch } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the lists of packages and their lock are kept. */
export const ENGINES_FOLDER = fileURLToPath(new URL('../../engines/', import.meta.url));

/** The lock file: per engine line and Debian architecture every package with version, checksum and place. */
export const LOCK_FILE = join(ENGINES_FOLDER, 'engines.lock.json');

/**
 * What a file of `engines/` says of a line: `suite` is Debian's, `packages` (names, or apt's patterns where a name moves
 * with its version) are in the engine root, `debianRoot` names those of the small Debian that lessons import, `daemon`
 * becomes `/etc/docker/daemon.json`.
 * @typedef {{ published: boolean, suite: string, packages: string[], debianRoot: string[],
 *   daemon: Record<string, unknown> }} EngineLine
 *
 * A package as the lock names it; `file` is its place below a Debian mirror, `sha256` that of the .deb.
 * @typedef {{ version: string, sha256: string, file: string }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 * @typedef {Record<string, Record<string, LockedPackages>>} EngineLock
 */

/** Names of all engine lines, for example `28.5-containerd`. */
export function listEngineLines() {
  return readdirSync(ENGINES_FOLDER)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.lock.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** The line that the course's pages are verified on. */
export function findPublishedLine() {
  const published = listEngineLines().filter((line) => readEngineLine(line).published);
  if (published.length !== 1) {
    throw new Error(
      `engines/: expected one line with "published": true, found ${published.length} ` +
        `(${published.join(', ') || 'none'}). Set it in one file only.`,
    );
  }
  return /** @type {string} */ (published[0]);
}

/**
 * Reads a line's file; an unknown line is told with those that there are.
 * @param {string} line
 * @returns {EngineLine}
 */
export function readEngineLine(line) {
  const lines = listEngineLines();
  if (!lines.includes(line)) {
    throw new Error(
      `expected an engine line of engines/ (${lines.join(', ')}), found "${line}". Name one of these.`,
    );
  }
  return JSON.parse(readFileSync(join(ENGINES_FOLDER, `${line}.json`), 'utf8'));
}

/**
 * Every package of a line for this machine's architecture, as locked.
 * @param {string} line
 * @returns {LockedPackages}
 */
export function readLockedPackages(line) {
  const locked = readEngineLock()[line] ?? {};
  const architecture = debianArchitecture();
  const packages = locked[architecture];
  if (!packages) {
    throw new Error(
      `engines/engines.lock.json: expected packages of ${line} for ${architecture}, ` +
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
