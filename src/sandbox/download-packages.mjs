import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { comparePackages, describeMovedMirror } from './compare-packages.mjs';
import { findDebianMirror } from './debian-mirror.mjs';
import { resolvePackages } from './resolve-packages.mjs';
import { debianArchitecture, readEngineLock } from './root-list.mjs';
import { runTool } from './run-tool.mjs';

/** @typedef {import('./root-list.mjs').LockedPackages} LockedPackages */

/**
 * Brings the .deb files that the lock names into `folder`, from what is there already and from the mirror, and
 * gives back their paths. Every one has the lock's checksum; if one cannot be had, says which and why.
 * @param {string} root
 * @param {LockedPackages} packages
 * @param {string} folder
 * @param {(step: string, detail?: string) => void} say
 * @returns {Promise<string[]>}
 */
export async function downloadPackages(root, packages, folder, say) {
  mkdirSync(folder, { recursive: true });
  const missing = await keepWhole(packages, folder);
  if (missing.length > 0) {
    const step = `downloading Debian packages into ${folder}, for the engine that chapters run on`;
    say(step);
    const mirror = await findDebianMirror();
    const failure = await fetchAll(packages, missing, mirror, folder, (count) =>
      say(step, `${count} of ${missing.length}`),
    );
    const stillMissing = await keepWhole(packages, folder);
    if (stillMissing.length > 0) await explain(root, packages, stillMissing, mirror, failure);
  }
  return Object.values(packages).map(({ file }) => join(folder, basename(file)));
}

/**
 * Removes downloaded files that no root is locked to any more.
 * @param {string} folder
 */
export function sweepPackages(folder) {
  const locked = Object.values(readEngineLock()).flatMap((architectures) =>
    Object.values(architectures).flatMap((packages) => Object.values(packages)),
  );
  const files = new Set(locked.map(({ file }) => basename(file)));
  for (const name of readdirSync(folder)) {
    if (!files.has(name)) rmSync(join(folder, name), { force: true });
  }
}

/**
 * Removes files that are not what the lock says (half-downloaded ones) and names the packages to download.
 * @param {LockedPackages} packages
 * @param {string} folder
 */
async function keepWhole(packages, folder) {
  const missing = [];
  for (const [name, { file, sha256 }] of Object.entries(packages)) {
    const path = join(folder, basename(file));
    if (existsSync(path) && (await hashFile(path)) === sha256) continue;
    rmSync(path, { force: true });
    missing.push(name);
  }
  return missing;
}

/** It knows this machine's proxy and mirrors. */
const APT_HELPER = '/usr/lib/apt/apt-helper';

/**
 * @param {string[]} files address, path and checksum of each
 * @param {(count: number) => void} onCount
 */
async function fetchWithoutApt(files, onCount) {
  for (let index = 0; index < files.length; index += 3) {
    const [address = '', path = ''] = files.slice(index);
    try {
      const answer = await fetch(address);
      if (!answer.ok) return `${address}: ${answer.status} ${answer.statusText}`;
      writeFileSync(path, Buffer.from(await answer.arrayBuffer()));
    } catch (error) {
      const { message, cause } = /** @type {Error} */ (error);
      return `${address}: ${cause instanceof Error ? cause.message : message}`;
    }
    onCount(index / 3 + 1);
  }
  return '';
}

/** @param {string} path */
async function hashFile(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * @param {LockedPackages} packages
 * @param {string[]} names
 * @param {string} mirror
 * @param {string} folder
 * @param {(count: number) => void} onCount
 * @returns {Promise<string>} what apt printed as the reason, if it failed
 */
async function fetchAll(packages, names, mirror, folder, onCount) {
  const files = names.flatMap((name) => {
    const { file = '', sha256 = '' } = packages[name] ?? {};
    return [mirror + file, join(folder, basename(file)), `SHA256:${sha256}`];
  });
  if (!existsSync(APT_HELPER)) return fetchWithoutApt(files, onCount);
  const options = ['-o', 'APT::Sandbox::User=root', '-o', 'Acquire::Retries=3'];
  const command = [APT_HELPER, ...options, 'download-file', ...files];
  let count = 0;
  try {
    await runTool(command, { onLine: (line) => /^Get:/.test(line) && onCount(++count) });
    return '';
  } catch (error) {
    if (/** @type {Error} */ (error).message === 'stopped') throw error;
    const output = String(/** @type {{ output?: string }} */ (error).output ?? error);
    return /^(?:E|W): (.*)$/m.exec(output)?.[1] ?? output.trim().split('\n').at(-1) ?? '';
  }
}

/**
 * A file that the mirror does not have any more, or no network? The mirror's index tells.
 * @param {string} root
 * @param {LockedPackages} packages
 * @param {string[]} missing
 * @param {string} mirror
 * @param {string} failure
 * @returns {Promise<never>}
 */
async function explain(root, packages, missing, mirror, failure) {
  const now = await resolvePackages(root, debianArchitecture()).catch(() => packages);
  const differences = comparePackages(packages, now);
  if (differences.length > 0) throw new Error(describeMovedMirror(root, differences));
  throw new Error(
    `expected to download ${missing.length} Debian packages of ${root} from ${mirror}, found: ${failure}. ` +
      'Check the network, then run this again.',
  );
}
