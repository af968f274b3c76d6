import { writeFileSync } from 'node:fs';
import { FIRST_HOST_ID, HOST_ID_COUNT } from './host-ids.mjs';
import { runTool } from './run-tool.mjs';

/**
 * Runs a command as root of a user namespace whose users are those of a sandbox, without network, with mounts and
 * processes of its own, so that all of it ends with us and nothing of it reaches the host. It sees `folder` as `/mnt`.
 * @param {string} folder
 * @param {string[]} command
 * @param {(line: string) => void} onLine
 */
export function runAsSandboxRoot(folder, command, onLine) {
  let isMapped = false;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  return runTool(
    ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', ENTER, 'sh', folder, ...command],
    {
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/', LC_ALL: 'C.UTF-8' },
      cwd: '/',
      onStart: (started) => {
        child = started;
      },
      onLine: (line) => {
        if (isMapped || line !== 'unshared') return onLine(line);
        isMapped = true;
        const map = `0 ${FIRST_HOST_ID} ${HOST_ID_COUNT}\n`;
        writeFileSync(`/proc/${child?.pid}/uid_map`, map);
        writeFileSync(`/proc/${child?.pid}/gid_map`, map);
        child?.stdin?.end('\n');
      },
    },
  );
}

/** A change of user clears the signal that ends us with our parent, so it is asked for again. */
const ENTER = `set -e
mount --bind "$1" /mnt
shift
exec unshare --user --keep-caps sh -ec '
  echo unshared
  read -r _
  exec setpriv --reuid 0 --regid 0 --clear-groups -- setpriv --pdeathsig KILL -- \\
    unshare --net --pid --fork --kill-child --mount-proc "$@"' sh "$@"`;
