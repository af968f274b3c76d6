import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { START_FOLDER } from '../../src/sandbox/enter.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import type { Chapter } from '../../src/transcript/types.ts';
import { chooseChapters, type ChosenChapter } from '../../src/verify/choose-chapters.ts';
import { startMachines } from '../../src/verify/start-machines.ts';
import type { Row } from './print-table.ts';

const RUNS = 3;
/** Enough chapters for as many workers. */
const CHAPTERS = 4;
const WORKERS = [1, 2, 4];
const VERIFY = new URL('../verify.ts', import.meta.url).pathname;

/** How long the whole of a verify run takes, beside bash scripts with the same commands in the same kind of sandbox. */
export async function measureVerify(root: string): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dollyeo-bench-'));
  try {
    const files = await copyChapters(root, folder);
    const scripts: number[] = [];
    const verified = WORKERS.map((workers) => ({ workers, times: [] as number[] }));
    for (let run = 0; run < RUNS; run++) {
      scripts.push(await time(() => runScripts(files)));
      for (const { workers, times } of verified) {
        times.push(await time(() => verify(files, folder, workers)));
      }
    }
    return [
      [`${files.length} chapters as bash scripts, one after another`, scripts],
      ...verified.map(({ workers, times }): Row => [`verified, ${workers} at a time`, times]),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The course's chapters on one machine, which a script can play; some of them more than once while there are too few. */
async function copyChapters(root: string, folder: string): Promise<string[]> {
  const chapters: ChosenChapter[] = [];
  for (const chosen of await chooseChapters([], { root, from: root })) {
    const { hosts } = parseChapter(chosen.path, await readFile(chosen.path, 'utf8'));
    if (hosts.length === 0) chapters.push(chosen);
  }
  const files: string[] = [];
  for (let copy = 0; files.length < CHAPTERS || copy % chapters.length > 0; copy++) {
    const file = join(folder, `${copy}.mdx`);
    await copyFile(chapters[copy % chapters.length]?.path ?? '', file);
    files.push(file);
  }
  return files;
}

async function runScripts(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const chapter = parseChapter(file, await readFile(file, 'utf8'));
    const { sandboxes, stop } = await startMachines(chapter);
    const [sandbox] = sandboxes;
    await sandbox?.writeFile('.bench', printScript(chapter));
    await sandbox?.ask(['script', '-qec', 'bash .bench', '/dev/null']).catch(() => {}); // the last exit code
    await stop();
  }
}

/** A chapter's commands; a question finds its answers at the standard input. */
function printScript({ transcripts, files }: Chapter): string {
  return transcripts
    .flatMap(({ meta, steps }, index) => [
      ...files
        .filter(({ before }) => before === index)
        .map(({ path, text }) => printFile(`${START_FOLDER}/${path}`, text)),
      ...(meta.skip === undefined
        ? steps.map(({ command }) =>
            meta.answer === undefined ? command : `{ ${command}\n} <<<'${meta.answer}'`,
          )
        : []),
    ])
    .join('\n');
}

function printFile(path: string, text: string): string {
  return `mkdir -p "$(dirname '${path}')"; cat >'${path}' <<'@'\n${text}@`;
}

async function verify(files: readonly string[], cwd: string, workers: number): Promise<void> {
  await execa(process.execPath, [VERIFY, '--no-cache', ...files], {
    cwd,
    env: { INIT_CWD: cwd, VITEST_MAX_WORKERS: String(workers) },
  });
}

async function time(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
