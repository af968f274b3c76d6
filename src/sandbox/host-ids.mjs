import { readFileSync } from 'node:fs';

/** How many users and groups the initial user namespace has at least (user_namespaces(7)). */
const ALL = 2 ** 31;

const users = readMap('uid_map');
const groups = readMap('gid_map');

/**
 * Whether we are root of a user namespace only, as one whom set-up has made so without root's password: somebody else's files and
 * control groups are out of reach.
 */
export const isWithoutRoot = users < ALL;

/** The user and group, seen from here, that root of a sandbox is: nobody else's on this machine. */
export const FIRST_HOST_ID = isWithoutRoot ? 1 : 100_000;

/** How many users and groups a sandbox has; the last of 65536 is not worth a second range in /etc/subuid. */
export const HOST_ID_COUNT = isWithoutRoot ? 65_535 : 65_536;

/** Whether there are as many users and groups here as a sandbox takes. */
export const hasEnoughIds = Math.min(users, groups) >= FIRST_HOST_ID + HOST_ID_COUNT;

/**
 * How many IDs this process's user namespace has, beginning with 0.
 * @param {'uid_map' | 'gid_map'} file
 */
function readMap(file) {
  if (process.platform !== 'linux') return ALL; // only names are asked for there
  const rows = readFileSync(`/proc/self/${file}`, 'utf8').trim().split('\n');
  let count = 0;
  for (const row of rows) {
    const [first, , length] = row.trim().split(/\s+/).map(Number);
    if (first === count) count += length ?? 0;
  }
  return count;
}
