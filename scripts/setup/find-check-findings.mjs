import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statfsSync } from 'node:fs';
import { release, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { findPublishedLine } from '../../src/sandbox/engine-line.mjs';
import {
  cacheFolder,
  engineRootFolder,
  isEngineRootReady,
} from '../../src/sandbox/engine-root.mjs';
import { hasEnoughIds, isWithoutRoot } from '../../src/sandbox/host-ids.mjs';
import { packageStatus } from './debian-packages.mjs';
import { describeRemedy, findOwnUsers, whoAmI } from './find-own-users.mjs';
import { findProgram, isDebian, mayInstallPackages } from './find-program.mjs';

/** @typedef {import('../machine.mjs').Finding} Finding */

const GIB = 1024 ** 3;
/** Packages (0.2 GiB), the root (0.6 GiB) and the half-made root beside an old one (0.6 GiB), rounded up. */
const DISK_FOR_ROOT = 2 * GIB;
const MEMORY = 2 * GIB;

/**
 * What checking chapters on a real engine needs; with `mayEnter`, who is not root may become root of a user namespace, as set-up
 * then makes them.
 * @param {{ mayEnter?: boolean }} [options]
 * @returns {Finding[]}
 */
export function findCheckFindings({ mayEnter = false } = {}) {
  const isLinux = process.platform === 'linux';
  const linux = finding('Linux, for a private engine', isLinux, process.platform, {
    next: 'Use --in-docker, or run the checks in a virtual machine with Linux; reading needs none.',
  });
  if (!isLinux) return [linux];
  return [
    linux,
    findKernel(),
    findRights(mayEnter),
    findUserNamespaces(),
    findControlGroups(),
    findFileSystem('overlay'),
    findFileSystem('tmpfs'),
    findMemory(),
    findPerl(),
    findMmdebstrap(),
    ...findEngineRoot(),
  ];
}

/** Whether the tool that makes roots is installed, and not by halves. */
export function isMmdebstrapThere() {
  const isWhole = ['', 'installed'].includes(packageStatus('mmdebstrap'));
  return isWhole && findProgram('mmdebstrap') !== undefined;
}

/**
 * @param {string} name
 * @param {boolean} ok
 * @param {string} found
 * @param {{ next: string, setUpMakes?: boolean }} rest
 * @returns {Finding}
 */
function finding(name, ok, found, { next, setUpMakes = false }) {
  return { level: 'check', name, ok, found, next, setUpMakes };
}

/** An overlay in a user namespace came with 5.11. */
function findKernel() {
  const [major = 0, minor = 0] = release().split('.').map(Number);
  return finding('Linux 5.11 or newer', major > 5 || (major === 5 && minor >= 11), release(), {
    next: 'Start a newer kernel.',
  });
}

function findPerl() {
  const found = findProgram('perl');
  return finding('perl', found !== undefined, found ?? 'none on PATH', {
    next: 'Install perl with the package manager of this machine.',
  });
}

/** @param {boolean} mayEnter */
function findRights(mayEnter) {
  if (process.getuid?.() !== 0 && mayEnter) {
    const { ok, found, next } = findOwnUsers();
    return finding("root rights, or IDs of one's own", ok, found, { next });
  }
  const isRoot = process.getuid?.() === 0 && hasEnoughIds;
  const name = isRoot ? 'root' : `user ${whoAmI().name}`;
  return finding('root rights', isRoot, name, { next: 'Run this as root.' });
}

function findUserNamespaces() {
  const attempt = spawnSync('unshare', ['--user', 'true'], { encoding: 'utf8' });
  return finding(
    'user namespaces',
    attempt.status === 0,
    attempt.status === 0
      ? 'allowed'
      : (attempt.stderr ?? String(attempt.error)).trim() || 'refused',
    { next: describeRemedy() },
  );
}

function findControlGroups() {
  const isVersion2 = existsSync('/sys/fs/cgroup/cgroup.controllers');
  const folders = isVersion2
    ? ['/sys/fs/cgroup']
    : ['/sys/fs/cgroup/memory', '/sys/fs/cgroup/pids', '/sys/fs/cgroup/cpu'];
  const refused = folders.find((folder) => !isWritable(folder));
  const version = isVersion2 ? 'version 2' : 'version 1';
  if (isWithoutRoot || process.getuid?.() !== 0) {
    const found = `${version}, not without root: steps that need limits are told as not possible`;
    return finding('control groups', true, found, { next: '' });
  }
  return finding(
    'control groups',
    refused === undefined,
    refused ? `${version}, ${refused} not writable` : `${version}, can be handed to a sandbox`,
    {
      next: 'Run this as root, on the machine itself or in a container started with --privileged.',
    },
  );
}

/** @param {string} folder */
function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
function findFileSystem(name) {
  const isKnown = new RegExp(`\\t${name}$`, 'm').test(readFileSync('/proc/filesystems', 'utf8'));
  const ok = isKnown || spawnSync('modprobe', ['--dry-run', name]).status === 0;
  return finding(
    `file system ${name}`,
    ok,
    ok ? 'known to the kernel' : 'not known to the kernel',
    {
      next: `Use a kernel that has it, or load it: modprobe ${name}`,
    },
  );
}

function findMemory() {
  const found = `${(totalmem() / GIB).toFixed(1)} GiB`;
  return finding('2 GiB of memory', totalmem() >= MEMORY * 0.95, found, {
    next: 'Give this machine more memory.',
  });
}

function findMmdebstrap() {
  const found = findProgram('mmdebstrap') ?? 'none on PATH';
  return finding('mmdebstrap', isMmdebstrapThere() || isRootReady(), found, {
    next: isDebian()
      ? 'Install it: apt-get install mmdebstrap'
      : 'Install mmdebstrap and debian-archive-keyring with the package manager of this machine.',
    setUpMakes: mayInstallPackages(),
  });
}

function isRootReady() {
  try {
    return isEngineRootReady(findPublishedLine());
  } catch {
    return false; // the finding of the root itself says why
  }
}

function findEngineRoot() {
  const name = 'an engine root';
  try {
    const line = findPublishedLine();
    const folder = engineRootFolder(line);
    if (isEngineRootReady(line)) return [finding(name, true, folder, { next: '' })];
    const next = 'Run `npm test`, which builds it.';
    return [findDisk(), finding(name, false, `none for ${line} yet`, { next, setUpMakes: true })];
  } catch (error) {
    const message = /** @type {Error} */ (error).message;
    return [finding(name, false, 'no package list for it', { next: message })];
  }
}

function findDisk() {
  let folder = cacheFolder();
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  return finding(
    '2 GiB of free disk',
    bavail * bsize >= DISK_FOR_ROOT,
    `${((bavail * bsize) / GIB).toFixed(1)} GiB in ${folder}`,
    { next: 'Free some, or set XDG_CACHE_HOME to a folder on a larger disk.' },
  );
}
