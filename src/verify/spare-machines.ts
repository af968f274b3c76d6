import type { Hosts } from '../sandbox/types.ts';
import type { Chapter } from '../transcript/types.ts';

/** Machines that stand before anyone needs them. */
export interface SpareMachines {
  /** Hands over what a chapter needs and starts the same for the next time; who takes them ends them. */
  take(chapter: Needs): Promise<Hosts>;
  /** Ends those that nobody took. */
  stop(): Promise<void>;
}

type Needs = Pick<Chapter, 'images' | 'hosts' | 'needs'>;

/** Keeps one set of machines ready: those of the chapter that took some last. */
export function keepSpareMachines(start: (chapter: Needs) => Promise<Hosts>): SpareMachines {
  let spare: { needs: string; machines: Promise<Hosts> } | undefined;
  async function stop(): Promise<void> {
    const unused = spare?.machines.catch(() => undefined);
    spare = undefined;
    await (await unused)?.stop();
  }
  return {
    async take(chapter) {
      const needs = printNeeds(chapter);
      if (spare?.needs !== needs) await stop();
      const taken = spare?.machines ?? start(chapter);
      spare = undefined;
      const hosts = await taken;
      const machines = start(chapter);
      machines.catch(() => {}); // who takes them is told
      spare = { needs, machines };
      return hosts;
    },
    stop,
  };
}

function printNeeds({ images, hosts, needs }: Needs): string {
  return JSON.stringify([images, hosts, needs]);
}
