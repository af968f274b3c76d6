import { holdSetupLock } from '../../scripts/setup/hold-setup-lock.mjs';
import { buildEngineRoot } from '../sandbox/build-engine-root.mjs';
import { findPublishedLine } from '../sandbox/engine-line.mjs';
import { isEngineRootReady } from '../sandbox/engine-root.mjs';
import { stopTools } from '../sandbox/run-tool.mjs';

let underWay: Promise<void> | undefined;
const listeners = new Set<Say>();

type Say = (step: string, detail?: string) => void;

/** Builds the engine root as set-up does, once however often it is asked for at a time; `say` hears of every step. */
export async function buildRoot(say: Say): Promise<void> {
  listeners.add(say);
  try {
    await (underWay ??= build((step, detail) => {
      for (const listener of listeners) listener(step, detail);
    }));
  } finally {
    underWay = undefined;
    listeners.delete(say);
  }
}

/** Ends the building, if any, and waits until what is half-made is gone; this process builds none any more. */
export async function stopBuild(): Promise<void> {
  const stopped = underWay;
  if (stopTools() > 0) await stopped?.catch(() => {});
}

async function build(say: Say): Promise<void> {
  const line = findPublishedLine();
  const release = await holdSetupLock(say);
  try {
    if (!isEngineRootReady(line)) await buildEngineRoot(line, say);
  } finally {
    release();
  }
}
