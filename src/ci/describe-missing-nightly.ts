import type { GitHub } from './github.ts';

interface Run {
  id: number;
  created_at: string;
  html_url: string;
  conclusion: string | null;
}

interface Job {
  steps?: { name: string; conclusion: string | null }[];
}

/** How old the last nightly run may be, in days: a single night may be lost to the scheduler. */
const MOST_DAYS = 3;

/** What is wrong with the nightly workflow itself, in a sentence; empty where it has run to an end of its own lately. */
export async function describeMissingNightly(
  github: GitHub,
  workflow: string,
  now: Date,
): Promise<string> {
  const path = `/actions/workflows/${workflow}`;
  const { state } = await github.request<{ state: string }>('GET', path);
  const { workflow_runs: runs } = await github.request<{ workflow_runs: Run[] }>(
    'GET',
    `${path}/runs?status=completed&per_page=30`,
  );
  const last = await findLastTold(github, runs);
  const days = last && (now.getTime() - Date.parse(last.created_at)) / (24 * 60 * 60 * 1000);
  if (days !== undefined && days <= MOST_DAYS) return '';
  const found = last
    ? `the last one is from ${last.created_at} (${last.html_url})`
    : 'there is none that came to tell what it found';
  return `Expected a run of \`${workflow}\` within ${MOST_DAYS} days, but ${found}. The workflow is \`${state}\`. Enable it or start it by hand on the page of its runs: ${github.url}/actions/workflows/${workflow}`;
}

/** The last run that told what it found: one that was cancelled, ran out of time or failed before that may have told nobody. */
async function findLastTold(github: GitHub, runs: readonly Run[]): Promise<Run | undefined> {
  const newestFirst = runs.toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1));
  for (const run of newestFirst) {
    if (run.conclusion === 'success') return run;
    if (run.conclusion !== 'failure') continue;
    const path = `/actions/runs/${run.id}/jobs?per_page=100`;
    const { jobs } = await github.request<{ jobs: Job[] }>('GET', path);
    const steps = jobs.flatMap(({ steps = [] }) => steps);
    // GitHub calls a step by its command, with "Run" before it.
    const tells = steps.find(({ name }) => name.endsWith('npm run nightly-issue'));
    if (tells?.conclusion === 'success') return run;
  }
  return undefined;
}
