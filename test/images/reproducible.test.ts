import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { courseImages } from '../../src/sandbox/course-images.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'course images 사본 '));
  for (const part of ['images', 'scripts/images.ts', 'src/sandbox', 'package.json']) {
    cpSync(join(project, part), join(copy, part), { recursive: true });
  }
});

afterEach(() => rmSync(copy, { recursive: true }));

/** Runs the script in the copy, as a process of its own with its own umask and environment. */
function runImages(umask: string, env: Record<string, string>, ...options: string[]) {
  const command = `umask ${umask}; exec "$0" scripts/images.ts "$@"`;
  return spawnSync('sh', ['-c', command, process.execPath, ...options], {
    cwd: copy,
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
}

function setModesAndTimes(fileMode: number, folderMode: number, time: number) {
  const images = join(copy, 'images');
  for (const entry of readdirSync(images, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    chmodSync(path, entry.isDirectory() ? folderMode : fileMode);
    utimesSync(path, time, time);
  }
}

const readLock = (root: string) => readFileSync(join(root, 'images', 'images.lock.json'), 'utf8');

test.each([
  { umask: '077', TZ: 'Asia/Seoul', LC_ALL: 'ko_KR.UTF-8', fileMode: 0o600, folderMode: 0o700 },
  { umask: '000', TZ: 'America/St_Johns', LC_ALL: 'C', fileMode: 0o777, folderMode: 0o777 },
])(
  'images built in another folder, in $TZ, with umask $umask, are those of the lock',
  ({ umask, TZ, LC_ALL, fileMode, folderMode }) => {
    setModesAndTimes(fileMode, folderMode, fileMode * 1000);
    rmSync(join(copy, 'images', 'images.lock.json'));
    const written = runImages(umask, { TZ, LC_ALL }, '--write');
    expect(written.stderr).toBe('');
    expect(readLock(copy)).toBe(readLock(project));
  },
);

test('one more byte in a file changes its image, and the message names where', () => {
  appendFileSync(join(copy, 'images/web/files/2.0/index.txt'), ' ');
  const checked = runImages('022', {});
  expect(checked.status).toBe(1);
  expect(checked.stderr.replace(/sha256:[0-9a-f]{64}/g, 'sha256:…')).toMatchInlineSnapshot(`
    "web:2.0 linux/amd64 diff ID 3: expected sha256:… but built sha256:….
    web:2.0 linux/arm64 diff ID 3: expected sha256:… but built sha256:….
    course-registry:1.0 linux/amd64 diff ID 2: expected sha256:… but built sha256:….
    course-registry:1.0 linux/arm64 diff ID 2: expected sha256:… but built sha256:….
    If this change is meant, renew images/images.lock.json with: npm run images -- --write
    If not, see what changed with: git status images src/sandbox
    "
  `);
});

test('images that are as the lock says are said to be so', () => {
  const checked = runImages('022', {});
  expect([checked.status, checked.stderr]).toEqual([0, '']);
  // Those of the lessons, and the registry that serves them to readers.
  const count = courseImages.length + 1;
  expect(checked.stdout).toBe(`${count} images are as images/images.lock.json says.\n`);
});

test('a file that is not there, a lock that is not there and an unknown option are each one sentence', () => {
  const unknown = runImages('022', {}, '--wirte');
  rmSync(join(copy, 'images/images.lock.json'));
  const unlocked = runImages('022', {});
  rmSync(join(copy, 'images/web/files/start.sh'));
  const missing = runImages('022', {});
  const runs = [unknown, unlocked, missing];
  expect(runs.map(({ status }) => status)).toEqual([1, 1, 1]);
  const messages = runs.map(({ stderr }) => stderr.replaceAll(copy, 'COPY')).join('');
  expect(messages).toMatchInlineSnapshot(`
    "Unknown option '--wirte'. Use: npm run images, or: npm run images -- --write
    images/images.lock.json: expected the digests of the course images but could not read them (ENOENT: no such file or directory, open 'COPY/images/images.lock.json'). Write it anew with: npm run images -- --write
    COPY/images/web/files/start.sh: expected a file of a course image but could not read it. Correct its name in image.ts, or bring it back with: git checkout -- COPY/images/web/files/start.sh
    "
  `);
});
