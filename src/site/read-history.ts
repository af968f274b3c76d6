import { spawnSync } from 'node:child_process';

/** One commit that changed a file. */
export interface Change {
  commit: string;
  /** ISO 8601. */
  date: string;
  subject: string;
}

/**
 * The changes of each file below a folder, newest first, by its path from the project's root; none outside of git, nor of a shallow
 * clone, whose oldest commit looks as if it had written everything.
 */
export function readHistory(root: string, folder: string): Map<string, Change[]> {
  const git = (...words: string[]) =>
    // In a container the work tree is often another user's.
    spawnSync('git', ['-c', `safe.directory=${root.replace(/\/$/, '')}`, ...words], {
      ...{ cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 },
    });
  if (git('rev-parse', '--is-shallow-repository').stdout !== 'false\n') return new Map();
  const format = '--format=%x00%H%x09%cI%x09%s';
  const { status, stdout } = git('log', format, '--name-only', '--relative', '--', folder);
  return status === 0 ? parseHistory(stdout) : new Map();
}

/** Reads what `git log` printed: after U+0000 commit, date and subject, then the files, a line each. */
export function parseHistory(log: string): Map<string, Change[]> {
  const history = new Map<string, Change[]>();
  for (const entry of log.split('\0').slice(1)) {
    const [head = '', ...files] = entry.split('\n').filter(Boolean);
    const [commit = '', date = '', ...subject] = head.split('\t');
    for (const file of files) {
      const change = { commit, date, subject: subject.join('\t') };
      history.set(file, [...(history.get(file) ?? []), change]);
    }
  }
  return history;
}
