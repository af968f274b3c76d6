import type { Hosts, Session } from '../sandbox/types.ts';
import type { Chapter, HostFacts, Recording, Transcript } from '../transcript/types.ts';
import { startMachines } from '../verify/start-machines.ts';
import { startHistory, type FenceHistory } from './fence-history.ts';
import { Refused } from './refused.ts';

/** A chapter's sandbox, or one for each of its hosts, in which fences run on request. */
export interface LiveChapter {
  history: FenceHistory;
  facts: HostFacts | undefined;
  /**
   * Runs a fence to its end, the files that the page shows before it written; `onDraw` hears of its screen. Throws a `SandboxError` where it could not run: the sandbox has ended then.
   */
  run(chapter: Chapter, fence: number, onDraw: OnDraw): Promise<Recording[]>;
  /** Safe to call twice. */
  stop(): Promise<void>;
}

/** Gets what the fence's finished steps printed, and a function that reads the screen of the step that runs. */
export type OnDraw = (done: readonly Recording[], lines: () => string[]) => void;

/** Starts the machines that a chapter needs. */
export async function startLiveChapter(chapter: Chapter): Promise<LiveChapter> {
  const hosts = await startMachines(chapter);
  try {
    const sessions = await Promise.all(hosts.sandboxes.map((sandbox) => sandbox.openSession()));
    return openLiveChapter(hosts, sessions);
  } catch (error) {
    await hosts.stop();
    throw error;
  }
}

function openLiveChapter({ sandboxes, stop }: Hosts, sessions: readonly Session[]): LiveChapter {
  const history = startHistory();
  const read = new Set<string>();
  /** What was written last, by machine and path. */
  const written = new Map<string, string>();

  async function writeFiles(chapter: Chapter, fence: number, host: number): Promise<void> {
    const files = chapter.files.filter(
      ({ before }) => before <= fence && hostOf(chapter, readerOf(chapter, before)) === host,
    );
    for (const { path, text, before } of new Map(files.map((file) => [file.path, file])).values()) {
      const key = `${host} ${path}`;
      // What stands right before the fence is meant to be there; the rest only if the page shows another text than it did.
      if (before < fence && written.get(key) === text) continue;
      await sandboxes[host]?.writeFile(path, text);
      written.set(key, text);
    }
  }

  /** An open quote would wait for more input: bash is asked before anything runs. */
  async function refuseMistakes(session: Session, commands: string[]): Promise<void> {
    const unread = commands.filter((command) => !read.has(command));
    if (unread.length === 0) return;
    const found = (await session.findSyntaxErrors(unread)).find((each) => each !== undefined);
    if (found !== undefined) {
      throw new Refused(422, 'bash가 읽을 수 없는 명령이 있어서 돌리지 않았어요.', {
        detail: found,
      });
    }
    for (const command of unread) read.add(command);
  }

  return {
    history,
    facts: sandboxes[0]?.facts,
    async run(chapter, fence, onDraw) {
      const transcript = chapter.transcripts[fence];
      if (transcript === undefined) throw new Error(`no fence ${fence}`);
      const { answer, timeoutMs } = transcript.meta;
      const host = hostOf(chapter, transcript);
      const session = sessions[host];
      if (session === undefined) throw new Error(`no machine ${host}`);
      const commands = transcript.steps.map(({ command }) => command);
      await refuseMistakes(session, commands);
      await writeFiles(chapter, fence, host);
      const recordings: Recording[] = [];
      for (const command of commands) {
        const draw = (lines: () => string[]) => onDraw(recordings, lines);
        draw(() => []);
        recordings.push(await session.run({ command, answer, timeoutMs, onDraw: draw }));
      }
      history.add(chapter, fence, recordings);
      return recordings;
    },
    stop,
  };
}

/** Index of the machine that a fence runs on. */
function hostOf({ hosts }: Chapter, transcript: Transcript | undefined): number {
  const name = transcript?.meta.host;
  return name === undefined ? 0 : hosts.indexOf(name);
}

/** The fence that a file is written for: the first that runs after it. */
function readerOf({ transcripts }: Chapter, before: number): Transcript | undefined {
  return transcripts.slice(before).find(({ meta }) => meta.skip === undefined);
}
