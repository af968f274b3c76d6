import { startHosts } from '../sandbox/sandbox.ts';
import type { Sandbox } from '../sandbox/types.ts';
import type { Chapter } from '../transcript/types.ts';
import { publishedEngineLine } from './start-machines.ts';

/** Starts a reader's computer, its Docker empty and the course's bundle in the folder where a chapter starts; its name is one that no page prints. */
export async function startReader(
  chapters: readonly Chapter[],
): Promise<{ sandbox: Sandbox; stop(): Promise<void> }> {
  const needs = [...new Set(chapters.flatMap((chapter) => chapter.needs))];
  const { sandboxes, stop } = await startHosts({ engineLine: publishedEngineLine, needs }, [NAME]);
  const [sandbox] = sandboxes;
  if (sandbox === undefined) throw new Error('no machine was started');
  return { sandbox, stop };
}

const NAME = 'laptop';
