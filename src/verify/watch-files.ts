import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** How long a file has to be left alone before it counts as saved, in milliseconds: editors write in several steps. */
const SETTLED_MS = 50;

/** Calls `onSave` when one of these files was written or replaced; the function it returns ends that. */
export function watchFiles(paths: readonly string[], onSave: (path: string) => void): () => void {
  const timers = new Map<string, NodeJS.Timeout>();
  // Editors put a new file in the place of the old one: the folder knows.
  const watchers = [...new Set(paths.map(dirname))].map((folder) =>
    watch(folder, (_event, name) => {
      const path = paths.find((each) => dirname(each) === folder && basename(each) === name);
      if (path === undefined) return;
      clearTimeout(timers.get(path));
      timers.set(
        path,
        setTimeout(() => onSave(path), SETTLED_MS),
      );
    }),
  );
  return () => {
    for (const watcher of watchers) watcher.close();
    for (const timer of timers.values()) clearTimeout(timer);
  };
}
