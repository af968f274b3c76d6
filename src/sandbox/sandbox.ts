import { boot } from './boot.ts';
import { prepareLayers } from './layers.ts';
import { ask } from './enter.ts';
import { SandboxError } from './errors.ts';
import { openSession } from './session.ts';
import { openTerminal } from './terminal.ts';
import type { Limits, Sandbox, SandboxOptions } from './types.ts';
import { startWatch } from './watch.ts';

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
  refuseOtherMachines();
  const limits = { ...defaultLimits, ...options.limits };
  const machine = await boot(await prepareLayers(options.engineLine, options.images ?? []), limits);
  try {
    const watch = startWatch(machine.init, machine.cgroups, limits);
    return {
      engine: machine.engine,
      openSession: () => openSession(machine, watch, machine.stop),
      openTerminal: (person) => openTerminal(machine, person),
      ask: (command) => ask(machine, command),
      stop: machine.stop,
    };
  } catch (error) {
    await machine.stop();
    throw error;
  }
}

function refuseOtherMachines(): void {
  if (process.platform === 'linux' && process.getuid?.() === 0) return;
  throw new SandboxError(
    `expected Linux and root, which a sandbox needs, but found ${process.platform} and user ${process.getuid?.()}. ` +
      'Run `npm run doctor` to see what can be done here.',
  );
}
