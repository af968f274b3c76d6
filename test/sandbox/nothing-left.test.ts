import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { prepareLayers } from '../../src/sandbox/layers.ts';
import { findGroups, findLeftBehind, findProcesses, readProcess } from './left-behind.ts';
import type { LessonsToRun } from './run-lesson.ts';
import { ENGINE_LINE, startLesson } from './start-lesson.ts';

const BUSYBOX = 'localhost:5050/busybox:1.38';
const RUNNER = new URL('run-lesson.ts', import.meta.url).pathname;

/** A runner as a process of its own. */
function startRunner(what: LessonsToRun): ChildProcess & { pid: number } {
  const child = spawn(process.execPath, [RUNNER, JSON.stringify(what)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return child as ChildProcess & { pid: number };
}

/** Resolves as soon as the kernel has ended what a killed runner's sandboxes held. */
async function untilEnded(runner: number): Promise<void> {
  while (findProcesses(runner).length > 0) await wait(5);
}

/** The folders of control groups that a killed runner leaves are swept by the next one. */
async function runAnother(): Promise<void> {
  const other = startRunner({ lessons: [{ name: 'next', steps: ['true'] }] });
  const [code] = (await once(other, 'exit')) as [number];
  expect(code).toBe(0);
  expect(findLeftBehind(other.pid)).toEqual([]);
}

test('forty sandboxes, started and stopped, leave nothing', async () => {
  const files = readdirSync('/proc/self/fd').length;
  const children = readdirSync('/proc/self/task').length;
  for (let count = 0; count < 20; count++) {
    const [one, two] = await Promise.all([startLesson(), startLesson()]);
    expect(await one.run('sleep 100 & echo $((6 * 7))')).toContain('42');
    expect(findProcesses(process.pid).length).toBeGreaterThan(6);
    await Promise.all([one.sandbox.stop(), two.sandbox.stop()]);
    expect(findLeftBehind(process.pid)).toEqual([]);
  }
  expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(files + 2);
  expect(readdirSync('/proc/self/task').length).toBeLessThanOrEqual(children + 4);
});

test('a runner that is killed at any moment leaves no process, and its folders go with the next start', async () => {
  await prepareLayers(ENGINE_LINE, []);
  const runners: number[] = [];
  let seed = 20261121;
  for (let count = 0; count < 12; count++) {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    const runner = startRunner({ lessons: [{ name: 'killed', steps: ['sleep 100'] }] });
    runners.push(runner.pid);
    // From the moment that it has begun to make a sandbox: before, there is nothing to leave.
    while (findGroups(runner.pid).length === 0 && runner.exitCode === null) await wait(1);
    await wait(seed % 400);
    runner.kill('SIGKILL');
    await once(runner, 'exit');
    await untilEnded(runner.pid);
  }
  await runAnother();
  expect(runners.flatMap(findLeftBehind)).toEqual([]);
});

test('a runner that is killed in the middle of a step leaves no container, running or paused', async () => {
  const runner = startRunner({
    images: [BUSYBOX],
    lessons: [
      {
        name: 'killed',
        steps: [
          `for name in one two; do docker run -d --name $name -p 80 ${BUSYBOX} sleep 1000; done`,
          'docker pause two; docker ps',
          'sleep 100',
        ],
      },
    ],
  });
  let steps = 0;
  for await (const line of createInterface({ input: runner.stdout as NodeJS.ReadableStream })) {
    if (++steps < 2) continue;
    expect(line).toContain('(Paused)');
    break;
  }
  expect(findProcesses(runner.pid).filter((line) => line.includes('sleep 1000'))).toHaveLength(2);
  runner.kill('SIGKILL');
  await once(runner, 'exit');
  await runAnother();
  await untilEnded(runner.pid);
  await runAnother();
  expect(findLeftBehind(runner.pid)).toEqual([]);
});

test('a sandbox with a paused container, and one whose PID 1 is frozen, stop', async () => {
  await using lesson = await startLesson({ images: [BUSYBOX] });
  await lesson.run(`docker run -d --name paused ${BUSYBOX} sleep 1000; docker pause paused`);
  await lesson.sandbox.stop();
  expect(findLeftBehind(process.pid)).toEqual([]);

  await using frozen = await startLesson();
  await frozen.run(`cd /sys/fs/cgroup/freezer 2>/dev/null || cd /sys/fs/cgroup
    mkdir ice; echo 1 > ice/cgroup.procs
    echo FROZEN > ice/freezer.state || echo 1 > ice/cgroup.freeze`);
  await frozen.sandbox.stop();
  expect(findLeftBehind(process.pid)).toEqual([]);
});

const isStopped = (found: string) =>
  readProcess(`/proc/${found.split(' ')[0]}/stat`).includes(') T ');

/** Everything that hears of it stops: the shell, its terminal, and the program that entered the sandbox with it. */
const STOP_SHELL = 'kill -STOP $$';

test('a sandbox whose shell was stopped by a step stops', async () => {
  await using lesson = await startLesson();
  await expect(lesson.run(STOP_SHELL, { timeoutMs: 1_000 })).rejects.toThrow('within 1 s');
  await lesson.sandbox.stop();
  expect(findLeftBehind(process.pid)).toEqual([]);
});

test('a runner that is killed while a step has stopped its shell leaves no process', async () => {
  const runner = startRunner({ lessons: [{ name: 'stopped', steps: ['echo begun', STOP_SHELL] }] });
  await once(createInterface({ input: runner.stdout as NodeJS.ReadableStream }), 'line');
  while (!findProcesses(runner.pid).some(isStopped)) await wait(5);
  runner.kill('SIGKILL');
  await once(runner, 'exit');
  await untilEnded(runner.pid);
  await runAnother();
  expect(findLeftBehind(runner.pid)).toEqual([]);
});

test('a sandbox that cannot start leaves nothing', async () => {
  await expect(startLesson({ limits: { processes: 5 } })).rejects.toThrow('expected');
  await expect(startLesson({ limits: { memoryMiB: 8 } })).rejects.toThrow('expected');
  expect(findLeftBehind(process.pid)).toEqual([]);
});
