import { join } from 'node:path';
import type { ProvidedContext } from 'vitest';
import { createVitest, type TestProject, type Vitest } from 'vitest/node';
import { chapterPlugin, displayPath } from './chapter-plugin.ts';
import { chaptersProject } from './chapters-project.ts';

/** Where a run says what it found, besides the terminal; files count from the project's root. */
export interface Outputs {
  /** One test case per step, as JUnit has them. */
  junit?: string;
  /** All that Vitest knows of the run, to be merged with other shares. */
  blob?: string;
  /** Whether GitHub is to show each finding at its line; where it does not run this, nothing comes of it. */
  annotations?: boolean;
}

/** A Vitest that has only the project of the chapters and no configuration of the folder it runs in. */
export async function openVitest(
  root: string,
  outputs: Outputs,
  provide: ProvidedContext,
): Promise<{ vitest: Vitest; project: TestProject; close(): Promise<void> }> {
  const { test } = chaptersProject;
  const vitest = await createVitest(
    {
      ...test,
      root,
      config: false,
      watch: false,
      cache: false,
      provide,
      reporters: listReporters(root, outputs),
    },
    { plugins: [chapterPlugin(provide.engineLine, provide.isRecording)] },
  );
  const [project] = vitest.projects;
  if (project === undefined) throw new Error('Vitest has no project');
  return { vitest, project, close: () => vitest.close() };
}

type Reporters = (string | [string, Record<string, unknown>])[];

function listReporters(root: string, { junit, blob, annotations }: Outputs): Reporters {
  const reporters: Reporters = ['default'];
  if (junit !== undefined) reporters.push(['junit', { outputFile: join(root, junit) }]);
  if (blob !== undefined) reporters.push(['blob', { outputFile: join(root, blob) }]);
  if (annotations && process.env['GITHUB_ACTIONS']) {
    // The job's summary is our own.
    const onWritePath = (path: string) => displayPath(root, path);
    reporters.push(['github-actions', { onWritePath, jobSummary: { enabled: false } }]);
  }
  return reporters;
}
