import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Need } from '../transcript/types.ts';
import { readEngineLine } from './engine-line.mjs';
import { engineRootFolder, isEngineRootReady } from './engine-root.mjs';
import { SandboxError } from './errors.ts';

/** Where an engine root holds what lessons need, and what puts it there. */
const places: Readonly<Record<Exclude<Need, 'bundle'>, { file: string; from: string }>> = {
  vm: { file: 'usr/share/vm/vmlinuz', from: 'a kernel and qemu-system-x86 to its packages' },
  debian: { file: 'usr/share/course/debian.tar', from: 'a list of packages as debianRoot' },
};

/** Throws a `SandboxError` where a line's root lacks what a lesson needs; of a root that is not there, others tell. */
export function refuseMissingNeeds(engineLine: string, needs: readonly Need[]): void {
  if (!isEngineRootReady(engineLine)) return;
  for (const need of needs) {
    if (need === 'bundle') continue; // made from the course images
    const { file, from } = places[need];
    if (existsSync(join(engineRootFolder(engineLine), file))) continue;
    throw new SandboxError(
      `expected the root of engine line ${engineLine} to hold /${file}, since the chapter says that it needs "${need}", ` +
        `but it does not. Add ${from} in engines/roots/${readEngineLine(engineLine).root}.json and run \`npm run lock\`, or verify the chapter on another line.`,
    );
  }
}
