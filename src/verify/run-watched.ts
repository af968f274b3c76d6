import type { Hosts } from '../sandbox/types.ts';
import { TranscriptError } from '../transcript/transcript-error.ts';
import type { Chapter } from '../transcript/types.ts';
import { displayPath } from './chapter-plugin.ts';
import { describeChapter } from './describe-chapter.ts';
import { loadChapter } from './load-chapter.ts';
import type { Outcome } from './outcome.ts';
import { printOutcome } from './print-outcome.ts';
import { readChapterText } from './read-chapter-text.ts';
import { startChapter } from './start-chapter.ts';
import { writeReport } from './write-report.ts';

/** What a chapter is run with while its author works on it. */
export interface WatchRun {
  root: string;
  engineLine: string;
  /** The id of the last fence to run. */
  until: string | undefined;
  /** Gives a chapter's text its key, see `readKeys`. */
  keyOf(text: string, file: string): string;
  /** Hands over machines that stand. */
  takeMachines(chapter: Chapter): Promise<Hosts>;
  /** Ends the run: another one follows, or none. */
  signal: AbortSignal;
  print(line: string): void;
}

/** Runs a chapter once, saying each finding as soon as it is known; a run of the whole chapter is entered in the report. */
export async function runWatched(path: string, run: WatchRun): Promise<void> {
  const { root, engineLine, until, keyOf, signal, print } = run;
  const file = displayPath(root, path);
  let chapter: Chapter;
  try {
    const text = await readChapterText(path, file);
    print(`── ${file}`);
    chapter = loadChapter(text, { file, root, engineLine, isRecording: false });
  } catch (error) {
    if (!(error instanceof TranscriptError) && !isGone(error)) throw error;
    return print((error as Error).message);
  }
  if (chapter.transcripts.length === 0)
    return print(`${file}: expected a \`\`\`console fence but found none. Write one.`);
  const last = chapter.transcripts.findIndex(({ meta }) => meta.id === until);
  if (until !== undefined && last < 0) {
    return print(
      `${file}: expected a fence with id="${until}" but found none. Write it, or stop this and choose another.`,
    );
  }
  const fences = last < 0 ? chapter.transcripts : chapter.transcripts.slice(0, last + 1);
  const started = startChapter(chapter, engineLine, run.takeMachines);
  const stop = () => void started.stop();
  signal.addEventListener('abort', stop);
  try {
    const kinds: Outcome['kind'][] = [];
    for (const [fence, { steps }] of fences.entries()) {
      for (const [index, step] of steps.entries()) {
        const outcome = await started.outcomes[fence]?.[index];
        if (signal.aborted || outcome === undefined) return;
        kinds.push(outcome.kind);
        for (const line of printOutcome(outcome, step)) print(line);
      }
    }
    const seconds = ((performance.now() - started.startedAt) / 1000).toFixed(1);
    const bad = kinds.filter((kind) => isBad(kind)).length;
    print(`${file}: ${kinds.length - bad} of ${kinds.length} steps good, in ${seconds} s.`);
    if (until !== undefined) return;
    const result = await describeChapter(chapter, started, engineLine);
    const green = new Set(bad === 0 ? [path] : []);
    await writeReport(root, { results: new Map([[path, result]]), green }, keyOf);
  } finally {
    signal.removeEventListener('abort', stop);
    await started.stop();
  }
}

function isBad(kind: Outcome['kind']): boolean {
  return kind === 'drifted' || kind === 'failed' || kind === 'not run';
}

/** A file may be away for a moment while it is saved, or for good. */
function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
