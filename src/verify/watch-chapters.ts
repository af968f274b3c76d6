import { readKeys } from './chapter-key.ts';
import { runWatched, type WatchRun } from './run-watched.ts';
import { keepSpareMachines } from './spare-machines.ts';
import { startMachines } from './start-machines.ts';
import { watchFiles } from './watch-files.ts';

/** What is watched, and how it is run. */
export interface Watched extends Pick<WatchRun, 'root' | 'engineLine' | 'until' | 'print'> {
  /** Whether the chapters are run once before they are saved. */
  isEager: boolean;
}

/**
 * Runs these chapters whenever they are saved, on machines that were started before; one that is saved while it runs is started over.
 * Resolves when `signal` says so and nothing of it is left.
 */
export async function watchChapters(
  paths: readonly string[],
  options: Watched,
  signal: AbortSignal,
): Promise<void> {
  const spare = keepSpareMachines((chapter) => startMachines(chapter, options.engineLine));
  // Of the verifier that runs from here on, whatever becomes of its files.
  const keyOf = readKeys(options.root, options.engineLine);
  const waiting = new Set(options.isEager ? paths : []);
  let isSaved = Promise.withResolvers<void>();
  let running: { path: string; abort(): void } | undefined;
  const endWatch = watchFiles(paths, (path) => {
    waiting.add(path);
    if (running?.path === path) running.abort();
    isSaved.resolve();
  });
  signal.addEventListener('abort', () => {
    running?.abort();
    isSaved.resolve();
  });
  try {
    while (!signal.aborted) {
      const [path] = waiting;
      if (path === undefined) {
        isSaved = Promise.withResolvers();
        await isSaved.promise;
        continue;
      }
      waiting.delete(path);
      const aborter = new AbortController();
      running = { path, abort: () => aborter.abort() };
      await runWatched(path, {
        ...options,
        keyOf,
        takeMachines: spare.take,
        signal: aborter.signal,
      });
      running = undefined;
    }
  } finally {
    endWatch();
    await spare.stop();
  }
}
