import { readFile } from 'node:fs/promises';
import {
  createCgroups,
  nameCgroups,
  removeCgroups,
  sweepCgroups,
  type Cgroups,
} from './cgroups.ts';
import { ask, type Door } from './enter.ts';
import { SandboxError } from './errors.ts';
import { startInit, type Init } from './init.ts';
import { provePrivacy } from './privacy.ts';
import type { Limits } from './types.ts';

/** A sandbox whose engine and registry answer. */
export interface Machine extends Door {
  init: Init;
  /** Ends every process in it and removes its control groups; safe to call twice. */
  stop(): Promise<void>;
}

/** How long an engine may take to answer; it takes about 0.2 s on an idle machine. */
const READY_WITHIN_MS = 60_000;

let count = 0;
let swept: Promise<void> | undefined;

/** Starts a sandbox on read-only layers (uppermost first), proves that it is private, and waits for its engine. */
export async function boot(layers: string[], limits: Limits): Promise<Machine> {
  swept ??= sweepCgroups(isOfLiveRunner);
  await swept;
  const cgroups = await createCgroups(nameCgroups(await nameRunner(process.pid), ++count), limits);
  let init: Init | undefined;
  try {
    init = await startInit({ cgroups, layers, diskMiB: limits.diskMiB, hostname: 'course' });
    await provePrivacy(init.pid, cgroups);
    init.goOn();
    await hearReady(init, { pid: init.pid, cgroups });
  } catch (error) {
    await stop(init, cgroups);
    throw error;
  }
  const running = init;
  return { pid: init.pid, cgroups, init, stop: () => stop(running, cgroups) };
}

async function stop(init: Init | undefined, cgroups: Cgroups): Promise<void> {
  init?.kill();
  await init?.gone;
  await removeCgroups(cgroups);
}

async function hearReady(init: Init, door: Door): Promise<void> {
  try {
    await init.hear('ready', READY_WITHIN_MS);
  } catch (cause) {
    const program = init.ended[0]?.split(' ')[0] ?? 'dockerd';
    const log = await ask(door, ['tail', '-n', '5', `/var/log/${program}.log`]).catch(String);
    throw new SandboxError(
      `expected the engine and the registry to answer but they did not. ${program} said: ${log.trim()}`,
      { cause },
    );
  }
  // The engine that answers is the one whose data lies in this sandbox.
  const [answered = '', own = ''] = (
    await ask(door, ['sh', '-c', 'docker info --format "{{.ID}}"; cat /var/lib/docker/engine-id'])
  ).split('\n');
  if (answered === '' || answered !== own) {
    throw new SandboxError(
      `expected the sandbox's own engine, ${own}, to answer but found ${answered || 'none'}. ` +
        'It is not private, so nothing was run in it.',
    );
  }
}

/** A process ID alone may be given anew; with its start time it names one process. */
async function nameRunner(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // proc_pid_stat(5): the second field is in parentheses and may hold blanks; the start time is the 22nd.
  return `${pid}-${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
}

async function isOfLiveRunner(name: string): Promise<boolean> {
  const [, runner, pid] = /-((\d+)-\d+)-\d+$/.exec(name) ?? [];
  if (!runner) return false;
  return (await nameRunner(Number(pid)).catch(() => '')) === runner;
}
