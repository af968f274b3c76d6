import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';

/**
 * Does something while no other process of ours does so with the same file. The kernel holds the lock for the open file (flock(1)), so one
 * that is killed leaves none behind; editors do not ask for it.
 */
export async function holdLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const handle = await open(file);
  try {
    const flock = spawn('flock', ['3'], { stdio: ['ignore', 'ignore', 'ignore', handle.fd] });
    const [code] = (await once(flock, 'close')) as [number | null];
    if (code !== 0) throw new Error(`flock of ${file} ended with ${code}`);
    return await work();
  } finally {
    await handle.close();
  }
}
