import { readFileSync, readdirSync, rmSync } from 'node:fs';

/**
 * Removes a folder of ours with all in it, and refuses while anything is mounted in it: removing would reach
 * through the mount.
 * @param {string} folder
 */
export function removeTree(folder) {
  const mount = listMountPoints().find((at) => at === folder || at.startsWith(`${folder}/`));
  if (mount) {
    throw new Error(
      `expected nothing mounted below ${folder}, found ${mount}. Unmount it: umount ${mount}`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Whether a living process names the folder in its command line, as the starter of a sandbox does with its root.
 * @param {string} folder
 */
export function isInUse(folder) {
  return readdirSync('/proc').some((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder);
    } catch {
      return false; // it ended while we looked
    }
  });
}

/** Mount points of this process, with the kernel's octal escapes of blanks undone (proc_pid_mounts(5)). */
function listMountPoints() {
  return readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .map((path) => path.replace(/\\(\d{3})/g, (_, code) => String.fromCharCode(parseInt(code, 8))));
}
