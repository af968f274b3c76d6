import { once } from 'node:events';
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findProcesses } from './left-behind.ts';
import { startLesson, type Lesson } from './start-lesson.ts';

// Each of these went wrong once, in an engine that was started in a simpler way.

const BUSYBOX = 'localhost:5050/busybox:1.38';
const CANARY = '/run/dollyeo-docker-canary';
const SHARED_MEMORY = '/dev/shm/dollyeo-docker-canary';

let lesson: Lesson;
const run: Lesson['run'] = (command, more) => lesson.run(command, more);

beforeAll(async () => {
  for (const file of [CANARY, SHARED_MEMORY]) writeFileSync(file, 'of the host');
  lesson = await startLesson({ images: [BUSYBOX] });
  await run(`docker run -d --name box -p 8080:80 ${BUSYBOX} sleep 1000`);
});
afterAll(async () => {
  await lesson[Symbol.asyncDispose]();
  for (const file of [CANARY, SHARED_MEMORY]) rmSync(file);
});

test('/proc is mounted anew, so that dockerd writes its rules into its own network', async () => {
  expect(
    await run('stat -f -c %T /proc; [ /proc/1/ns/net -ef /proc/self/ns/net ] && echo same'),
  ).toBe('proc\nsame');
  expect(await run('readlink /proc/self/ns/net')).not.toBe(readlinkSync('/proc/self/ns/net'));
  expect(await run('iptables -t nat -S DOCKER')).toContain('--dport 8080');
  expect(await run('ip -o link show docker0 | wc -l')).toBe('1');
  expect(existsSync('/sys/class/net/docker0')).toBe(false);
});

test('no two mounts of a sandbox have both source and target in common', async () => {
  const mounts = (await run('cut -d " " -f 1,2 /proc/mounts')).split('\n');
  expect(new Set(mounts).size).toBe(mounts.length);
  expect(mounts.length).toBeGreaterThan(15);
});

test('docker exec lands in the container, not in the root of the host or of the sandbox', async () => {
  await run('touch /root-of-the-sandbox');
  expect(await run('docker exec box ls -d /root-of-the-sandbox /var/lib/docker /work')).toMatch(
    /^(ls: .*: No such file or directory\n?){3}$/,
  );
  expect(await run('docker exec box cat /proc/1/comm')).toBe('sleep');
  expect(await run(`ls ${CANARY}`)).toContain('No such file');
});

test('the root of the sandbox is a mount, not a folder of the host', async () => {
  expect(
    await run(
      'findmnt -n -o SOURCE /; ls -di / | cut -d " " -f 1 > /dev/null; ls / | grep -c "^old$"',
    ),
  ).toBe('sandbox-root\n0');
});

test('the socket that a client finds is the own one, for which the engine gives its own name', async () => {
  expect(await run('docker info --format "{{.Name}} {{.ID}}"')).toBe(
    `course ${await run('cat /var/lib/docker/engine-id')}`,
  );
});

test('/dev/shm is the own one', async () => {
  expect(await run('ls -A /dev/shm; touch /dev/shm/mine')).toBe('');
  expect(existsSync('/dev/shm/mine')).toBe(false);
});

test('the process that is entered is PID 1 of the sandbox, seen from the host', async () => {
  const processes = findProcesses(process.pid);
  const inits = processes
    .map((line) => readFileSync(`/proc/${line.split(' ')[0]}/status`, 'utf8'))
    .filter((status) => /^NSpid:\t\d+\t1$/m.test(status) && /^Name:\tsandbox-init$/m.test(status));
  expect(inits).toHaveLength(1);
  expect(await run('cat /proc/1/comm')).toBe('sandbox-init');
});

test('containerd is not started by dockerd but before it', async () => {
  expect(await run('ps -o ppid= -C containerd; ps -o args= -C dockerd')).toMatch(
    /^ +1\ndockerd --containerd \/run\/containerd\/containerd.sock$/,
  );
});

test('names need two characters at least', async () => {
  expect(await run(`docker create --name a ${BUSYBOX}`)).toContain('Invalid container name (a)');
});

test('wget of the course image takes -T', async () => {
  expect(await run(`docker run --rm ${BUSYBOX} wget -T 1 -q -O - http://127.0.0.1:9/`)).toContain(
    "can't connect",
  );
});

test('a worker thread, whose end would kill the sandbox, cannot start one', async () => {
  const worker = new Worker(
    `import { boot } from ${JSON.stringify(new URL('../../src/sandbox/boot.ts', import.meta.url).href)};
     import { defaultLimits } from ${JSON.stringify(new URL('../../src/sandbox/sandbox.ts', import.meta.url).href)};
     import { parentPort } from 'node:worker_threads';
     parentPort.postMessage(await boot(['/'], defaultLimits).catch((error) => error.message));`,
    { eval: true },
  );
  expect((await once(worker, 'message'))[0]).toMatchInlineSnapshot(
    `"expected to start a sandbox from the main thread but this is a worker thread, whose end would kill it. Use Vitest's pool 'forks'."`,
  );
  await worker.terminate();
});

test('a program of the sandbox has no file, no terminal and no mask of its runner', async () => {
  const mask = process.umask(0o077);
  await using fresh = await startLesson();
  process.umask(mask);
  expect(await fresh.run('umask; touch new; stat -c %a new')).toBe('0022\n644');
  const ours = readOpenFiles('self');
  for (const line of findProcesses(process.pid)) {
    expect(readOpenFiles(line.split(' ')[0] ?? '').filter((file) => ours.includes(file))).toEqual(
      [],
    );
  }
  // proc_pid_stat(5): field 7 is the terminal, here none or the session's own /dev/pts/0 (34816).
  expect(await fresh.run('cut -d " " -f 7 /proc/[0-9]*/stat | sort -nu')).toBe('0\n34816');
});

/** Those that have a name of their own: files, pipes and sockets. */
function readOpenFiles(pid: string): string[] {
  return readdirSync(`/proc/${pid}/fd`)
    .flatMap((file) => {
      try {
        return [readlinkSync(`/proc/${pid}/fd/${file}`)];
      } catch {
        return []; // closed meanwhile
      }
    })
    .filter((name) => name !== '/dev/null' && !name.startsWith('anon_inode:'));
}
