import { boot, type Machine } from './boot.ts';
import { ask } from './enter.ts';
import { SandboxError } from './errors.ts';
import { hasEnoughIds } from './host-ids.mjs';
import { prepareLayers } from './layers.ts';
import { refuseMissingNeeds } from './needs.ts';
import { openSession } from './session.ts';
import { openTerminal } from './terminal.ts';
import type { Hosts, Limits, Sandbox, SandboxOptions } from './types.ts';
import { startWatch } from './watch.ts';
import { describeNeighbours, joinByWire, type Wire } from './wire.ts';
import { writeFile } from './write-file.ts';

/** What a sandbox may use unless its starter says otherwise. */
export const defaultLimits: Limits = {
  memoryMiB: 3072,
  processes: 4096,
  diskMiB: 2048,
  outputBytes: 8 * 1024 * 1024,
  stepMs: 60_000,
};

/**
 * Starts a throwaway machine: namespaces and a root file system of its own, an engine, and a registry that holds the
 * course images. Throws a `SandboxError` where the machine cannot hold one or where privacy cannot be proven.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { layers, limits } = await prepare(options);
  const machine = await boot(layers, limits);
  return openSandbox(machine, limits, machine.stop);
}

/**
 * Starts one throwaway machine per name, as `startSandbox` does, and joins them by a wire. One that ends ends the others: a step that is
 * given up in one of them, for example.
 */
export async function startHosts(
  options: SandboxOptions,
  names: readonly string[],
): Promise<Hosts> {
  const { layers, limits } = await prepare(options);
  const neighbours = describeNeighbours(names);
  const started = await Promise.allSettled(
    names.map((hostname) => boot(layers, limits, { hostname, neighbours })),
  );
  const machines = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  let wire: Wire | undefined;
  const stop = async () => {
    await Promise.all([...machines.map((machine) => machine.stop()), wire?.cut()]);
  };
  try {
    for (const each of started) if (each.status === 'rejected') throw each.reason;
    wire = await joinByWire(machines.map(({ pid }) => pid));
    return {
      sandboxes: machines.map((machine) => openSandbox(machine, limits, stop)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepare(options: SandboxOptions): Promise<{ layers: string[]; limits: Limits }> {
  refuseOtherMachines();
  refuseMissingNeeds(options.engineLine, options.needs ?? []);
  return {
    layers: await prepareLayers(options.engineLine, options.images ?? [], options.needs),
    limits: { ...defaultLimits, ...options.limits },
  };
}

function openSandbox(machine: Machine, limits: Limits, stop: () => Promise<void>): Sandbox {
  const watch = startWatch(machine.init, machine.cgroups, limits);
  return {
    engine: machine.engine,
    facts: machine.facts,
    hasLimits: machine.cgroups.folders.length > 0,
    openSession: () => openSession(machine, watch, stop),
    openTerminal: (person) => openTerminal(machine, person),
    ask: (command) => ask(machine, command),
    writeFile: (path, text) => writeFile(machine, path, text),
    stop,
  };
}

function refuseOtherMachines(): void {
  const user = process.getuid?.();
  if (process.platform === 'linux' && user === 0 && hasEnoughIds) return;
  const found = user === 0 && !hasEnoughIds ? 'a root with too few IDs' : `user ${user}`;
  throw new SandboxError(
    `expected Linux and root, at least of a user namespace, which a sandbox needs, but found ${process.platform} and ${found}. ` +
      'Run `npm run doctor` to see what can be done here.',
  );
}
