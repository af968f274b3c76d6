import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isWithoutRoot } from '../../src/sandbox/host-ids.mjs';

/**
 * Where a program is on PATH, or nothing.
 * @param {string} name
 */
export function findProgram(name) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder || '.', name)).find(isExecutable);
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Whether set-up may install Debian's packages here: Debian itself, as root. */
export function mayInstallPackages() {
  return (
    process.getuid?.() === 0 && !isWithoutRoot && isDebian() && findProgram('apt-get') !== undefined
  );
}

/** Debian itself; its descendants have other packages by the same names (Ubuntu's `chromium` is a snap). */
export function isDebian() {
  try {
    return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
