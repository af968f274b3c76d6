import type { GitHub } from './github.ts';

/** Where something was found: links to the workflow's run and to the commit, in Markdown. */
export function printSource({ url }: GitHub, env: NodeJS.ProcessEnv): string {
  const run = `[this run](${url}/actions/runs/${env['GITHUB_RUN_ID'] ?? ''})`;
  const commit = env['GITHUB_SHA'] ?? '';
  return `Found by ${run} of [${commit.slice(0, 12)}](${url}/commit/${commit}).`;
}
