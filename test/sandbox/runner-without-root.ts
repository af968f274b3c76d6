import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { rootsFolder } from '../../src/sandbox/engine-root.mjs';
import type { LessonsToRun } from './run-lesson.ts';

const PROJECT = new URL('../../', import.meta.url).pathname.replace(/\/$/, '');

/** A user of this machine who has no line in /etc/passwd and nothing but what is given to them here. */
export const USER = 54_321;

/** A person who is not root: a home, with a cache that has this machine's engine roots in it. */
export interface Person {
  home: string;
  /** Starts a runner as set-up does for them; standard output has one line per step, see `run-lesson.ts`. */
  startRunner(what: LessonsToRun, env?: NodeJS.ProcessEnv): Promise<ChildProcess & { pid: number }>;
  remove(): void;
}

/** Makes a person. */
export function makePerson(): Person {
  const folder = mkdtempSync(join(tmpdir(), 'person-'));
  chmodSync(folder, 0o755);
  const home = join(folder, 'home');
  const roots = join(home, 'dollyeo-docker/roots');
  for (const path of [home, join(home, 'dollyeo-docker'), roots, join(folder, 'project')]) {
    mkdirSync(path);
    chownSync(path, USER, USER);
  }
  chmodSync(home, 0o700);
  return {
    home,
    async startRunner(what, env = {}) {
      const runner = join(folder, 'project/test/sandbox/run-lesson.ts');
      const node = process.execPath.replace(PROJECT, join(folder, 'project'));
      const child = spawn(
        'setpriv',
        [
          ...['--pdeathsig', 'KILL', 'unshare', '--mount', '--propagation', 'private'],
          ...['sh', '-euc', ENTER, 'sh', rootsFolder(), roots, PROJECT, join(folder, 'project')],
          ...[node, runner, JSON.stringify(what)],
        ],
        {
          stdio: ['pipe', 'pipe', 'inherit'],
          env: { PATH: process.env['PATH'], HOME: home, XDG_CACHE_HOME: home, ...env },
        },
      );
      await once(createInterface({ input: child.stdout }), 'line');
      // As newuidmap(1) does; their range is where this machine's own sandboxes are, and so are its roots.
      for (const map of ['uid_map', 'gid_map']) {
        writeFileSync(`/proc/${child.pid}/${map}`, `0 ${USER} 1\n1 100000 65535\n`);
      }
      child.stdin.end('\n');
      return child as ChildProcess as ChildProcess & { pid: number };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

const ENTER = `
mount --bind "$1" "$2"
mount --bind "$3" "$4"
cd "$4"
shift 4
exec setpriv --reuid ${USER} --regid ${USER} --clear-groups --pdeathsig KILL \\
  unshare --user sh -c 'echo unshared; read -r _; exec "$@"' sh "$@"`;
