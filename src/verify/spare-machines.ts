import type { Hosts } from '../sandbox/types.ts';
import type { Chapter } from '../transcript/types.ts';
import { startMachines } from './start-machines.ts';

/** Machines that stand before anyone needs them. */
export interface SpareMachines {
  /** Starts what a chapter will need, unless it is there already. */
  prepare(chapter: Needs): void;
  /** Hands them over, or starts others where the chapter needs others; who takes them ends them. */
  take(chapter: Needs): Promise<Hosts>;
  /** Ends those that nobody took. */
  stop(): Promise<void>;
}

type Needs = Pick<Chapter, 'images' | 'hosts' | 'needs'>;

/** Keeps one set of machines of an engine line ready. */
export function keepSpareMachines(engineLine: string): SpareMachines {
  let spare: { needs: string; machines: Promise<Hosts> } | undefined;
  async function stop(): Promise<void> {
    const unused = spare?.machines.catch(() => undefined);
    spare = undefined;
    await (await unused)?.stop();
  }
  return {
    prepare(chapter) {
      const needs = printNeeds(chapter);
      if (spare?.needs === needs) return;
      void stop();
      const machines = startMachines(chapter, engineLine);
      machines.catch(() => {}); // who takes them is told
      spare = { needs, machines };
    },
    async take(chapter) {
      const ready = spare;
      if (ready?.needs !== printNeeds(chapter)) {
        void stop();
        return startMachines(chapter, engineLine);
      }
      spare = undefined;
      return ready.machines;
    },
    stop,
  };
}

function printNeeds({ images, hosts, needs }: Needs): string {
  return JSON.stringify([images, hosts, needs]);
}
