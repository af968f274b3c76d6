import type { GitHub } from './github.ts';

interface Run {
  created_at: string;
  html_url: string;
  conclusion: string | null;
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
  // One that was cancelled, or ran out of time, may have told nobody.
  const ended = runs.filter(
    ({ conclusion }) => conclusion === 'success' || conclusion === 'failure',
  );
  const [last] = ended.sort((a, b) => (a.created_at < b.created_at ? 1 : -1));
  const days = last && (now.getTime() - Date.parse(last.created_at)) / (24 * 60 * 60 * 1000);
  if (days !== undefined && days <= MOST_DAYS) return '';
  const found = last
    ? `the last one is from ${last.created_at} (${last.html_url})`
    : 'there is none that ended by itself';
  return `Expected a run of \`${workflow}\` within ${MOST_DAYS} days, but ${found}. The workflow is \`${state}\`. Enable it or start it by hand on the page of its runs: ${github.url}/actions/workflows/${workflow}`;
}
