import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../../src/transcript/types.ts';
import { readHostState } from '../../sandbox/host-state.ts';
import { startUsersDocker, type UsersDocker } from './users-docker.ts';

let user: UsersDocker;
let before: Awaited<ReturnType<UsersDocker['list']>>;
let host: Record<string, string>;

beforeAll(async () => {
  user = await startUsersDocker();
  before = await user.list();
  host = await readHostState(user.machine, []);
  // As an earlier version of the project would have left it.
  await user.docker('tag', 'shop:1', 'dollyeo-docker:28.5-000000000000');
  // As a build that was killed would have.
  for (const name of ['builder', 'built'])
    await user.docker('commit', 'archive', `dollyeo-docker:${name}`);
});

afterAll(() => user.stop());

/** A chapter that shows, beside a container that runs, what its sandbox can see and do of the machine below. */
const chapter = (greeting: string) => `---
images: ['localhost:5050/busybox:1.38']
---

\`\`\`console
$ docker run --rm --memory 32m localhost:5050/busybox:1.38 echo ${greeting}
안녕
$ cat /proc/self/uid_map | tr -s ' '
 0 100000 65536
$ docker ps -a --format '{{.Names}}'
$ ls -1 /sys/class/net
docker0
lo
$ sysctl -q -w vm.swappiness=1
sysctl: permission denied on key "vm.swappiness"
[1]
\`\`\`
`;

async function run(script: 'verify' | 'record', ...args: string[]) {
  // As set-up calls it.
  const words = ['scripts/in-docker.ts', `scripts/${script}.ts`, ...args];
  const { exitCode, all } = await execa(process.execPath, words, {
    cwd: user.project,
    env: { ...user.env, NO_COLOR: '1' },
    all: true,
    reject: false,
  });
  return { exitCode, all };
}

test('a chapter is verified in the user’s own Docker, which keeps one image and nothing else', async () => {
  writeFileSync(join(user.project, 'note.md'), chapter('안녕'));
  const { exitCode, all } = await run('verify', 'note.md');
  expect(all).toContain('building the image dollyeo-docker:28.5-');
  expect(all).toContain('5 passed');
  expect(exitCode).toBe(0);
  const report = readFileSync(join(user.project, 'reports/verify.json'), 'utf8');
  expect((JSON.parse(report) as Report).chapters).toMatchObject([
    { file: 'note.md', engineLine: '28.5-containerd', fences: [{ outcome: 'verified' }] },
  ]);
  expect(existsSync(join(user.project, 'reports/junit.xml'))).toBe(true);

  const { images, disk, ...after } = await user.list();
  const { images: imagesBefore, disk: diskBefore, ...others } = before;
  expect(after).toEqual(others);
  const [ours = '', ...theirs] = images.split('\n').sort();
  expect(ours).toMatch(/^dollyeo-docker:28\.5-(?!0{12})[0-9a-f]{12} /);
  expect(theirs.join('\n')).toBe(imagesBefore);
  expect(disk).toBe(diskBefore.replace('Images 1 1', 'Images 2 1'));
});

test('the image is there now: a drift is found on its line, and recorded in the project', async () => {
  writeFileSync(join(user.project, 'note.md'), chapter('반가워요'));
  const verified = await run('verify', 'note.md');
  expect(verified.all).not.toContain('building');
  expect(verified.all).toContain('note.md:7:1: expected');
  expect(verified.exitCode).toBe(1);
  const recorded = await run('record', 'note.md');
  expect(recorded.all).toContain('note.md:5:1: recorded.');
  expect(recorded.exitCode).toBe(0);
  const text = readFileSync(join(user.project, 'note.md'), 'utf8');
  expect(text).toBe(chapter('반가워요').replace('\n안녕\n', '\n반가워요\n'));
});

test('what an engine line prints differently no more is taken out of the project, and nothing else', async () => {
  const lines = join(user.project, 'engines/28.5-overlay2');
  const others = readdirSync(lines);
  const step = (output: string) => `\`\`\`console id="one"\n$ echo one\n${output}\n\`\`\`\n`;
  writeFileSync(join(user.project, 'src/content/docs/note.mdx'), step('one'));
  const known = `# note on 28.5-overlay2\n\n## one, step 1\n\n까닭\n\n${step('eins')}`;
  writeFileSync(join(lines, 'note.md'), known.replace(' id="one"', ''));
  const page = 'src/content/docs/note.mdx';
  const { exitCode, all } = await run('record', '--engine', '28.5-overlay2', page);
  expect(all).toContain('engines/28.5-overlay2/note.md: recorded.');
  expect(exitCode).toBe(0);
  expect(readdirSync(lines)).toEqual(others);
});

test.each(['SIGINT', 'SIGKILL'] as const)(
  'a run that ends by %s leaves no container',
  async (signal) => {
    const sleep = `sleep ${signal === 'SIGINT' ? 1001 : 1002}`;
    writeFileSync(
      join(user.project, 'note.md'),
      `\`\`\`console timeout="900s"\n$ ${sleep}\n\`\`\`\n`,
    );
    const child = spawn(
      process.execPath,
      ['scripts/in-docker.ts', 'scripts/verify.ts', 'note.md'],
      {
        cwd: user.project,
        env: user.env,
        stdio: 'ignore',
      },
    );
    const [ours] = (await user.docker('image', 'ls', '-q', 'dollyeo-docker')).split('\n');
    const containers = () => user.docker('ps', '-aq', '--filter', `ancestor=${ours}`);
    const steps = () => user.machine.inEngine(`pgrep -cf '^${sleep}' || true`);
    while ((await steps()) === '0' && child.exitCode === null) await wait(50);
    expect(await containers()).not.toBe('');
    const ended = once(child, 'exit');
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
    while ((await containers()) !== '') await wait(50);
    expect(await steps()).toBe('0');
  },
);

test('of all that, the user’s machine and Docker are as they were', async () => {
  const after = await readHostState(user.machine, []);
  for (const [what, found] of Object.entries(after)) {
    if (what !== 'images') expect.soft(found, what).toBe(host[what]);
  }
});

test('a Docker that may not start privileged containers says so', async () => {
  const bin = user.env['PATH']?.split(':')[0] as string;
  // As a Docker behind a plug-in that authorizes requests.
  const refuse = `case "$*" in run*--privileged*) echo "docker: Error response from daemon: authorization denied by plugin no-privileges: privileged containers are not allowed." >&2; exit 125 ;; esac`;
  const docker = readFileSync(join(bin, 'docker'), 'utf8');
  writeFileSync(join(bin, 'docker'), docker.replace('\n', `\n${refuse}\n`));
  const { exitCode, all } = await run('verify', 'note.md');
  writeFileSync(join(bin, 'docker'), docker);
  expect(all).toMatchInlineSnapshot(`
    "docker: Error response from daemon: authorization denied by plugin no-privileges: privileged containers are not allowed.
    expected Docker to start a privileged container but found: authorization denied by plugin no-privileges: privileged containers are not allowed. Use a Docker that allows it."
  `);
  expect(exitCode).toBe(1);
});
