import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareLayers } from '../../src/sandbox/layers.ts';
import { startContributorsMachine, type ContributorsMachine } from './contributors-machine.ts';
import { containers } from './hostile/containers.ts';
import { kernel } from './hostile/kernel.ts';
import { quote, type Prey } from './hostile/lesson.ts';
import { ordinaryCommands } from './hostile/ordinary-commands.ts';
import { waysOut } from './hostile/ways-out.ts';
import { readClock, readHostState } from './host-state.ts';
import { findLeftBehind } from './left-behind.ts';
import type { LessonsToRun, StepThatRan } from './run-lesson.ts';
import { ENGINE_LINE } from './start-lesson.ts';

const RUNNER = new URL('run-lesson.ts', import.meta.url).pathname;
const IMAGES = ['localhost:5050/busybox:1.38'];

let machine: ContributorsMachine;
let folder: string;
let layers: string[];
const processes: ChildProcess[] = [];
let prey: Prey;

beforeAll(async () => {
  layers = (await prepareLayers(ENGINE_LINE, IMAGES)).map((layer) => realpathSync(layer));
  folder = mkdtempSync(join(tmpdir(), 'host-'));
  const secret = `canary-${Buffer.from(String(process.pid)).toString('hex')}`;
  mkdirSync(join(folder, 'open'));
  // For anybody to write, and for the very user that root of a sandbox is on the host.
  for (const name of ['root', 'open/anybody', 'open/sandbox']) {
    writeFileSync(join(folder, name), secret, { mode: name === 'root' ? 0o600 : 0o666 });
  }
  await execa('chown', ['-R', '100000:100000', join(folder, 'open')]);
  await execa('chmod', ['-R', 'a+rwX', folder]);
  // A process of that user too; it would hear `kill -9 -1`.
  for (const user of ['0', '100000']) {
    processes.push(spawn('setpriv', ['--reuid', user, '--pdeathsig', 'KILL', 'sleep', '1000']));
  }
  const disk = statSync(folder).dev;
  prey = {
    secret,
    file: join(folder, 'open/anybody'),
    pid: processes[1]?.pid as number,
    namespaces: readdirSync('/proc/self/ns')
      .filter((name) => !name.startsWith('time'))
      .map((name) => /\d+/.exec(readlinkSync(`/proc/self/ns/${name}`))?.[0] as string),
    disk: { major: (disk >> 8) & 0xfff, minor: disk & 0xff },
  };
  machine = await startContributorsMachine();
});

afterAll(async () => {
  for (const child of processes) {
    child.kill();
    await once(child, 'exit');
  }
  await machine.stop();
  rmSync(folder, { recursive: true });
});

/**
 * Runs lessons as a contributor would: on their machine, from a terminal, with a secret in the environment and in the
 * kernel's keys, and with files of the host left open by whoever started it. Resolves to all that the terminal showed.
 */
async function runOnMachine(what: LessonsToRun): Promise<{ pid: number; shown: string }> {
  const runner = [process.execPath, RUNNER, JSON.stringify(what)];
  const [addKey, keyctl] = process.arch === 'arm64' ? [217, 219] : [248, 250];
  const careless = `
    my ($type, $name) = ("user", $ENV{SECRET});
    syscall(${keyctl}, 1, 0) >= 0 or die; syscall(${addKey}, $type, $name, $name, length $name, -3) >= 0 or die;
    $^F = 400; open my $root, "<", "/" or die; open my $file, "+<", "${prey.file}" or die;
    require POSIX; POSIX::dup2(fileno $root, 40); POSIX::dup2(fileno $file, 250);
    exec @ARGV`;
  const command = ['perl', '-e', careless, ...runner].map(quote).join(' ');
  const [program = '', ...rest] = machine.onMachine([
    'script',
    '-qefc',
    `stty -echo -opost; echo $$; exec ${command}`,
    '/dev/null',
  ]);
  const child = spawn(program, rest, {
    env: { ...process.env, SECRET: prey.secret },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
  await once(child, 'close');
  return { pid: Number(/^\d+/.exec(shown)?.[0]), shown: shown.replace(/^\d+\s*/, '') };
}

test('no lesson, however hostile, changes anything outside of its sandbox', async () => {
  const folders = ['/etc', folder, ...layers];
  const lessons = [...ordinaryCommands(), ...containers(prey), ...kernel(prey), ...waysOut(prey)];
  const clock = readClock();
  const before = await readHostState(machine, folders);
  expect(before).toMatchObject({ shop: 'the shop is open', volumes: 'ledger\nsold' });

  const { pid, shown } = await runOnMachine({
    images: IMAGES,
    limits: { stepMs: 120_000 },
    lessons,
  });

  const printed = shown.split('\n').filter((line) => line !== '');
  const steps = printed
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as StepThatRan);
  // Each of them was really tried: what it printed last shows it.
  for (const { name, proof } of lessons) {
    const last = steps.findLast(({ lesson }) => lesson === name);
    expect.soft(last?.lines.join('\n'), name).toMatch(proof);
  }
  // Nothing but the runner has written to its terminal.
  expect(printed.filter((line) => !line.startsWith('{'))).toEqual([]);

  const after = await readHostState(machine, folders);
  for (const [what, found] of Object.entries(after)) expect.soft(found, what).toBe(before[what]);
  expect(Math.abs(readClock() - clock)).toBeLessThan(60);
  expect(processes.map(({ exitCode, signalCode }) => exitCode ?? signalCode)).toEqual([null, null]);
  expect((await execa('dmesg')).stdout).not.toContain(prey.secret);
  const engine = before['engine']?.split(' ')[0] as string;
  expect(JSON.stringify(steps)).not.toContain(engine);
  expect(findLeftBehind(pid)).toEqual([]);
});

test('the same looks do find what is on the machine itself', async () => {
  // What keeps the test above honest: outside of a sandbox these ways are open.
  const looks = `grep -c contributor /proc/net/unix; curl -s --abstract-unix-socket contributor -m 1 http://x/; echo $?;
    curl -s --unix-socket /var/run/docker.sock http://docker/info | grep -o '"Images":[0-9]*'; ls /proc/${prey.pid}/root${prey.file}`;
  const [program = '', ...rest] = machine.onMachine(['sh', '-c', looks]);
  const { stdout } = await execa(program, rest, { reject: false });
  expect(stdout).toBe(`1\n28\n"Images":1\n/proc/${prey.pid}/root${prey.file}`);
});
