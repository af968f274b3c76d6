import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { findProgram } from './find-program.mjs';

/** What a sandbox's users and its starter take (user_namespaces(7)); set-up's words for `usermod` name as many. */
const USERS = 65_536;

/** Makes a user root of a user namespace with the users that /etc/subuid gives them. */
export const ENTER_NAMESPACE = ['unshare', '--user', '--map-root-user', '--map-auto', '--'];

/**
 * Whether this user, who is not root, has users of their own on this machine, as a sandbox without root takes: what was found,
 * and what to do where something is missing.
 * @param {string} [etc] the folder of subuid and subgid
 * @returns {{ ok: boolean, found: string, next: string }}
 */
export function findOwnUsers(etc = '/etc') {
  const { name, uid } = whoAmI();
  const missing = ['newuidmap', 'newgidmap'].find((program) => !findProgram(program));
  if (missing) {
    return {
      ok: false,
      found: `user ${name} and no ${missing} on PATH`,
      next: "Run this as root, or install Debian's package uidmap, or use --in-docker.",
    };
  }
  const file = ['subuid', 'subgid'].find(
    (each) => !hasRange(`${etc}/${each}`, [name, String(uid)]),
  );
  if (file) {
    return {
      ok: false,
      found: `user ${name} and no line with ${USERS} IDs for them in ${etc}/${file}`,
      next:
        'Run this as root, or let root give them some (' +
        `usermod --add-subuids 100000-165535 --add-subgids 100000-165535 ${name}), or use --in-docker.`,
    };
  }
  const [program = '', ...rest] = ENTER_NAMESPACE;
  const attempt = spawnSync(program, [...rest, 'true'], { encoding: 'utf8' });
  if (attempt.status === 0)
    return { ok: true, found: `user ${name}, with IDs of their own`, next: '' };
  const reason = (attempt.stderr ?? String(attempt.error)).trim() || 'refused';
  return { ok: false, found: `user ${name}, and of ${program}: ${reason}`, next: describeRemedy() };
}

/** Switches that forbid user namespaces to who is not root, and what allows them. */
const SWITCHES = [
  { file: 'kernel/unprivileged_userns_clone', bad: '0', good: 1 },
  { file: 'user/max_user_namespaces', bad: '0', good: 10000 },
  { file: 'kernel/apparmor_restrict_unprivileged_userns', bad: '1', good: 0 },
];

/** What to do where user namespaces are refused. */
export function describeRemedy() {
  const guilty = SWITCHES.find(({ file, bad }) => readSwitch(file) === bad);
  return guilty
    ? `Allow user namespaces, as root: sysctl -w ${guilty.file.replace('/', '.')}=${guilty.good}`
    : 'Run this on the machine itself, with util-linux 2.38 or newer, or in a container started with --privileged.';
}

/** The user that runs this, as named in /etc/passwd or else by number. */
export function whoAmI() {
  const uid = process.getuid?.() ?? -1;
  try {
    return { name: userInfo().username, uid };
  } catch {
    return { name: String(uid), uid }; // no line in /etc/passwd
  }
}

/** @param {string} file */
function readSwitch(file) {
  try {
    return readFileSync(`/proc/sys/${file}`, 'utf8').trim();
  } catch {
    return undefined; // this kernel has no such switch
  }
}

/**
 * Lines of subuid(5): a user's name or number, the first ID, how many.
 * @param {string} file
 * @param {string[]} names
 */
function hasRange(file, names) {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .some(([owner = '', , count]) => names.includes(owner) && Number(count) >= USERS);
  } catch {
    return false; // there is no such file
  }
}
