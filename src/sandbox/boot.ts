import { readFile, readlink } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { createCgroups, nameCgroups, removeCgroups, sweepCgroups, thaw } from './cgroups.ts';
import { ask, type Door } from './enter.ts';
import { SandboxError } from './errors.ts';
import { startInit, type Init, type InitOptions } from './init.ts';
import { provePrivacy } from './privacy.ts';
import type { HostFacts } from '../transcript/types.ts';
import type { EngineFacts, Limits } from './types.ts';

/** A sandbox whose engine and registry answer. */
export interface Machine extends Door {
  init: Init;
  engine: EngineFacts;
  facts: HostFacts;
  /** Ends every process in it and removes its control groups; safe to call twice. */
  stop(): Promise<void>;
}

/** How long an engine may take to answer; it takes about 0.2 s on an idle machine. */
const READY_WITHIN_MS = 60_000;

let swept: Promise<void> | undefined;

/** How a sandbox is named, and what it knows of others. */
export type Identity = Pick<InitOptions, 'hostname' | 'neighbours'>;

/** Starts a sandbox on read-only layers (uppermost first), proves that it is private, and waits for its engine. */
export async function boot(
  layers: string[],
  limits: Limits,
  identity: Identity = { hostname: 'course' },
): Promise<Machine> {
  swept ??= sweepCgroups(isOfLiveRunner);
  await swept;
  const cgroups = await createCgroups(nameCgroups(await nameRunner(process.pid)), limits);
  const entered: Door['entered'] = new Set();
  let init: Init | undefined;
  let proven: Pick<Machine, 'engine' | 'facts'>;
  try {
    init = await startInit({ cgroups, layers, limits, ...identity });
    await provePrivacy(init.pid, cgroups);
    init.goOn();
    const door = { pid: init.pid, cgroups, entered };
    const client = ask(door, ['docker', '--version']); // meanwhile
    client.catch(() => {});
    proven = proveEngine(await hearReady(init, door), await client);
  } catch (error) {
    await stop(init, { cgroups, entered });
    throw error;
  }
  const running = init;
  let stopped: Promise<void> | undefined;
  return {
    ...{ pid: init.pid, cgroups, entered, init, ...proven },
    stop: () => (stopped ??= stop(running, { cgroups, entered })),
  };
}

type Held = Pick<Door, 'cgroups' | 'entered'>;

async function stop(init: Init | undefined, held: Held): Promise<void> {
  if (init) await endAll(init, held);
  await removeCgroups(held.cgroups);
}

/**
 * Something in it may freeze the others again until it has ended itself. And where a step stopped its own shell, `nsenter`
 * has stopped with it (it waits with WUNTRACED): the kernel does not let PID 1 end before what `nsenter` started is reaped.
 */
async function endAll(init: Init, { cgroups, entered }: Held): Promise<void> {
  let isGone = false;
  const gone = init.gone.then(() => {
    isGone = true;
  });
  init.kill();
  while (!isGone) {
    await thaw(cgroups);
    for (const child of entered) child.kill('SIGKILL');
    await Promise.race([gone, wait(20)]);
  }
}

async function hearReady(init: Init, door: Door): Promise<string> {
  try {
    return await init.hear('ready', READY_WITHIN_MS);
  } catch (cause) {
    const program = init.ended[0]?.split(' ')[0] ?? 'dockerd';
    const log = await ask(door, ['tail', '-n', '5', `/var/log/${program}.log`]).catch(String);
    throw new SandboxError(
      `expected the engine and the registry to answer but they did not. ${program} said: ${log.trim()}`,
      { cause },
    );
  }
}

/** Proves that the engine which answers is the one whose data lies in this sandbox, and tells what it says of itself. */
function proveEngine(ready: string, client: string): Pick<Machine, 'engine' | 'facts'> {
  const space = ready.indexOf(' ');
  const own = ready.slice(0, space);
  const info = JSON.parse(ready.slice(space)) as EngineInfo;
  if (info.ID === undefined || info.ID !== own) {
    throw new SandboxError(
      `expected the sandbox's own engine, ${own}, to answer but found ${info.ID ?? 'none'}. ` +
        'It is not private, so nothing was run in it.',
    );
  }
  const hasContainerd = info.DriverStatus?.some(([, value]) => value === SNAPSHOTTER) ?? false;
  return {
    engine: {
      server: info.ServerVersion,
      client: /version ([^,\s]+)/.exec(client)?.[1] ?? client,
      imageStore: hasContainerd ? 'containerd' : 'overlay2',
      platform: `${info.OSType}/${ARCHITECTURES[info.Architecture] ?? info.Architecture}`,
    },
    facts: { kernel: info.KernelVersion, cpus: String(info.NCPU), memory: String(info.MemTotal) },
  };
}

/** What `GET /info` answers, as far as it is read here (Docker Engine API, SystemInfo). */
interface EngineInfo {
  ID?: string;
  ServerVersion: string;
  OSType: string;
  Architecture: string;
  DriverStatus?: [string, string][];
  KernelVersion: string;
  NCPU: number;
  MemTotal: number;
}

const SNAPSHOTTER = 'io.containerd.snapshotter.v1';

/** The kernel's names for machines, as images name them. */
const ARCHITECTURES: Record<string, string> = { x86_64: 'amd64', aarch64: 'arm64' };

/** A process ID alone may be given anew; with its start time it names one process of a PID namespace. */
async function nameRunner(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // proc_pid_stat(5): the second field is in parentheses and may hold blanks; the start time is the 22nd.
  return `${await readNamespace()}-${pid}-${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
}

/** A runner in another PID namespace cannot be seen from here; it counts as living. */
async function isOfLiveRunner(name: string): Promise<boolean> {
  const [, runner, namespace, pid] = /-((\d+)-(\d+)-\d+)-[0-9a-f]+$/.exec(name) ?? [];
  if (!runner) return false;
  if (namespace !== (await readNamespace())) return true;
  return (await nameRunner(Number(pid)).catch(() => '')) === runner;
}

async function readNamespace(): Promise<string> {
  return (await readlink('/proc/self/ns/pid')).replace(/\D/g, '');
}
