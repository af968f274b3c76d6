import { noProgress, parseProgress, type Progress } from './progress.ts';

/** Keeps a reader's progress in the browser and tells who shows it. */
export interface ProgressStore {
  get(): Progress;
  set(progress: Progress): void;
  /** Calls with what is kept now, and at every change, also one in another tab. */
  watch(show: (progress: Progress) => void): void;
}

const key = 'dollyeo-docker:progress';

/** Opens the store; where the browser keeps nothing, it holds as long as the page does. */
export function openProgress(): ProgressStore {
  const watchers: ((progress: Progress) => void)[] = [];
  let progress = load();
  const tell = () => {
    for (const show of watchers) show(progress);
  };
  addEventListener('storage', (event) => {
    if (event.key !== key && event.key !== null) return;
    progress = load();
    tell();
  });
  return {
    get: () => progress,
    set(next) {
      progress = next;
      try {
        if (Object.keys(next.chapters).length === 0) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // A browser may be told to keep nothing; the page goes on.
      }
      tell();
    },
    watch(show) {
      watchers.push(show);
      show(progress);
    },
  };
}

function load(): Progress {
  try {
    return parseProgress(localStorage.getItem(key) ?? '') ?? noProgress;
  } catch {
    return noProgress;
  }
}
