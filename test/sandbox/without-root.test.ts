import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { containers } from './hostile/containers.ts';
import { kernel } from './hostile/kernel.ts';
import type { Prey } from './hostile/lesson.ts';
import { waysOut } from './hostile/ways-out.ts';
import type { LessonsToRun, StepThatRan } from './run-lesson.ts';
import { makePerson, USER, type Person } from './runner-without-root.ts';

const BUSYBOX = 'localhost:5050/busybox:1.38';

let person: Person;
/** A process of the same person, which none of their lessons may touch. */
let other: ChildProcess;

beforeAll(() => {
  person = makePerson();
  other = spawn('setpriv', ['--reuid', String(USER), '--pdeathsig', 'KILL', 'sleep', '1000']);
});

afterAll(async () => {
  other.kill();
  await once(other, 'exit');
  person.remove();
});

async function runLessons(what: LessonsToRun, env?: NodeJS.ProcessEnv): Promise<StepThatRan[]> {
  const runner = await person.startRunner(what, env);
  let shown = '';
  runner.stdout?.setEncoding('utf8').on('data', (text: string) => (shown += text));
  await once(runner, 'close');
  return shown
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as StepThatRan);
}

/** Namespaces of a process, by their numbers. */
function namespacesOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/ns`)
    .filter((name) => !name.startsWith('time'))
    .map((name) => /\d+/.exec(readlinkSync(`/proc/${pid}/ns/${name}`))?.[0] as string);
}

test('without root a lesson runs containers, builds and publishes as with it, but for limits', async () => {
  const steps = await runLessons({
    images: [BUSYBOX],
    lessons: [
      {
        name: 'all',
        steps: [
          `docker run --rm --hostname box ${BUSYBOX} hostname`,
          `printf 'FROM ${BUSYBOX}\\nRUN echo built >/made\\n' | docker build --quiet --tag made - >/dev/null; docker run --rm made cat /made`,
          `docker network create street >/dev/null; docker run --detach --name web --network street --publish 8080:80 ${BUSYBOX} sh -c 'echo open >index.html; exec httpd -f' >/dev/null; curl -s --retry 9 --retry-connrefused localhost:8080; docker run --name ask --network street ${BUSYBOX} wget -q -O - web >/dev/null; docker logs ask`,
          'docker rm --force web',
          `docker run --rm --privileged ${BUSYBOX} cat /proc/self/uid_map | tr -s ' '`,
          `docker run --rm --memory 32m ${BUSYBOX} true`,
          `docker run --detach --name still ${BUSYBOX} sleep 100 >/dev/null; docker pause still; docker top still`,
        ],
      },
    ],
  });
  expect(steps.map(({ lines }) => lines.join('\n'))).toEqual([
    'box',
    'built',
    'open\nopen',
    'web',
    ' 0 1 65535',
    expect.stringContaining('Limitation discarded'),
    expect.stringMatching(/cannot pause container(.|\n)*unable to get all container pids/),
  ]);
});

test('no lesson, however hostile, reaches what is the person’s own', async () => {
  const secret = `canary-${process.pid}`;
  const file = join(person.home, 'secret');
  writeFileSync(file, secret);
  chownSync(file, USER, USER);
  const disk = statSync(person.home).dev;
  const prey: Prey = {
    secret,
    file,
    pid: other.pid as number,
    namespaces: namespacesOf(other.pid as number),
    disk: { major: (disk >> 8) & 0xfff, minor: disk & 0xff },
  };
  const lessons = [...containers(prey), ...kernel(prey), ...waysOut(prey)].filter(
    ({ name }) => !ABOUT_CONTROL_GROUPS.includes(name),
  );
  expect(lessons.length).toBeGreaterThan(20);
  const before = statSync(file);
  const steps = await runLessons({ images: [BUSYBOX], lessons }, { SECRET: secret });
  for (const { name, proof } of lessons) {
    const last = steps.findLast(({ lesson }) => lesson === name);
    expect.soft(last?.lines.join('\n'), name).toMatch(proof);
  }
  expect(readFileSync(file, 'utf8')).toBe(secret);
  expect(statSync(file).ctimeMs).toBe(before.ctimeMs);
  expect(other.exitCode ?? other.signalCode).toBe(null);
});

/** Of control groups a sandbox without root has one that it cannot write to. */
const ABOUT_CONTROL_GROUPS = [
  'is a fork bomb',
  'has a program run when a control group ends',
  'raises its own limits and leaves its control groups',
  'freezes all that it can',
];

test('a fork bomb is stopped by the number of processes that a sandbox may have', async () => {
  const [step] = await runLessons({
    limits: { processes: 300, stepMs: 3_000 },
    lessons: [{ name: 'bomb', steps: ['bomb() { bomb | bomb & }; bomb; sleep 100'] }],
  });
  expect(step?.lines[0]).toContain('expected the step to end within 3 s');
  expect(step?.lines.join('\n')).toContain('Resource temporarily unavailable');
});

test('a runner without root that is killed in a step leaves no process and no mount', async () => {
  const runner = await person.startRunner({
    images: [BUSYBOX],
    lessons: [
      {
        name: 'killed',
        steps: [
          `docker run --detach --name one ${BUSYBOX} sleep 1000`,
          'readlink /proc/self/ns/pid; sleep 100',
        ],
      },
    ],
  });
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8');
  await once(createInterface({ input: runner.stdout as NodeJS.ReadableStream }), 'line');
  const namespaces = childNamespaces(runner.pid);
  expect(namespaces.size).toBeGreaterThan(0);
  expect(processesIn(namespaces).length).toBeGreaterThan(5);
  runner.kill('SIGKILL');
  await once(runner, 'exit');
  while (processesIn(namespaces).length > 0) await wait(5);
  expect(readFileSync('/proc/self/mountinfo', 'utf8')).toBe(mounts);
});

/** PID namespaces of a runner's sandboxes, by their PID 1. */
function childNamespaces(runner: number): Set<string> {
  const own = readlinkSync(`/proc/${runner}/ns/pid`);
  const found = listProcesses().filter(({ parent }) => parent === runner);
  const inits = listProcesses().filter(({ parent }) => found.some(({ pid }) => pid === parent));
  return new Set(inits.map(({ namespace }) => namespace).filter((each) => each !== own));
}

function processesIn(namespaces: Set<string>): number[] {
  return listProcesses().flatMap(({ pid, namespace }) => (namespaces.has(namespace) ? [pid] : []));
}

function listProcesses(): { pid: number; parent: number; namespace: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return [{ pid: Number(name), parent, namespace: readlinkSync(`/proc/${name}/ns/pid`) }];
    } catch {
      return []; // no process, or one that has ended
    }
  });
}
