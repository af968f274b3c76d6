import { displayPath } from './chapter-plugin.ts';
import { ChoiceError, type ChosenChapter } from './choose-chapters.ts';
import type { RunOptions } from './read-options.ts';
import { watchChapters } from './watch-chapters.ts';

/** Watches the chosen chapters until Ctrl+C or the like; throws a `ChoiceError` where they are to run in a way that watching cannot. */
export async function watchUntilStopped(
  chosen: readonly ChosenChapter[],
  engineLines: readonly string[],
  { root, names, until, shard }: RunOptions & { root: string },
): Promise<void> {
  const [engineLine, ...moreLines] = engineLines;
  if (engineLine === undefined || moreLines.length > 0) refuse('one engine line', 'several');
  if (shard !== undefined) refuse('whole chapters of the course', '--shard');
  if (until === undefined && chosen.some(({ lines }) => lines !== undefined)) {
    refuse('whole files', 'lines of files');
  }
  const paths = chosen.map(({ path }) => path);
  const what =
    names.length === 0
      ? `the ${paths.length} chapters`
      : paths.map((path) => displayPath(root, path)).join(', ');
  const when = names.length === 0 ? 'each is run when it is saved' : 'run now and whenever saved';
  console.log(
    `Watching ${what}: ${when}, on a machine of ${engineLine} that stands already. Ctrl+C ends it.`,
  );
  const stopper = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // Not `once`: without a listener of ours, those of execa end the process.
    process.on(signal, () => stopper.abort());
  }
  const print = (line: string) => console.log(line);
  await watchChapters(
    paths,
    { root, engineLine, until, print, isEager: names.length > 0 },
    stopper.signal,
  );
}

function refuse(expected: string, found: string): never {
  throw new ChoiceError(`--watch: expected ${expected} but found ${found}. Choose one of the two.`);
}
