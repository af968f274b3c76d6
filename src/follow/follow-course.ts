import { START_FOLDER } from '../sandbox/enter.ts';
import type { Sandbox } from '../sandbox/types.ts';
import type { Chapter } from '../transcript/types.ts';
import { followChapter, type FollowedStep, type Reader } from './follow-chapter.ts';
import { findUnmet, judgeSteps } from './judge-steps.ts';
import { judgeThings } from './judge-things.ts';
import { listThings } from './list-things.ts';
import { isPreparation, planCourse } from './plan-course.ts';
import type { ReaderDifference } from './reader-differences.ts';

/**
 * Follows chapters as a reader does, who has one computer and one terminal: first the chapter that prepares their Docker, then those
 * after it, each with its clean-up, and at last the first one's own. Resolves to a paragraph for each step that prints something else
 * than its page, and for each chapter that leaves something behind.
 */
export async function followCourse(
  chapters: readonly Chapter[],
  sandbox: Sandbox,
  { differences, print }: { differences: readonly ReaderDifference[]; print(line: string): void },
): Promise<string[]> {
  const reader: Reader = { sandbox, session: await sandbox.openSession(), home: START_FOLDER };
  const findings: string[] = [];
  const followed: FollowedStep[] = [];
  const told = new Set<string>();
  for (const stretch of planCourse(chapters)) {
    const { chapter, transcripts } = stretch;
    const started = performance.now();
    const steps = await followChapter(chapter, transcripts, reader);
    followed.push(...steps);
    findings.push(...judgeSteps(steps, differences));
    if (steps.some(({ outcome }) => outcome.kind === 'failed')) {
      return [...findings, `${chapter.file}: nothing after this was followed. Correct that first.`];
    }
    const { lines } = await reader.session.run({ command: 'pwd' });
    const folder = lines.join('\n');
    // It sends readers to a folder of their own, and back at the end.
    if (isPreparation(chapter)) reader.home = folder;
    const things = await listThings(sandbox, reader.home);
    if (folder !== reader.home) things.push(`the terminal in ${folder}`);
    findings.push(...judgeThings(things, stretch, told));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    print(
      `${chapter.file}: ${steps.length} steps in ${seconds} s, ${findings.length} findings so far`,
    );
  }
  return [...findings, ...findUnmet(followed, differences)];
}
