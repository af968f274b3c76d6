import type { GitHub } from './github.ts';

/** What one issue says, as long as there is something to say. */
export interface Notice {
  /** Tells the issue from all others. */
  label: string;
  title: string;
  /** What is wrong, in Markdown, its first line in short; empty where all is well. */
  findings: string;
  /** Where it was found, in Markdown: changes with every run. */
  source: string;
}

interface Issue {
  number: number;
  body: string | null;
  html_url: string;
  pull_request?: object;
}

/**
 * Sees to it that one open issue says what is wrong: opens it, or brings it up to date, with a comment where the first line of the
 * findings is another than before; closes it where all is well. Resolves to a sentence that says what was done.
 */
export async function keepIssue(
  github: GitHub,
  { label, title, findings, source }: Notice,
): Promise<string> {
  const labels = `labels=${encodeURIComponent(label)}`;
  const issues = await github.request<Issue[]>(
    'GET',
    `/issues?state=open&${labels}&sort=created&direction=asc&per_page=100`,
  );
  const issue = issues.find((each) => each.pull_request === undefined);
  const body = `${shorten(findings)}\n\n${source}\n`;
  if (issue === undefined) {
    if (findings === '') return 'All is well, and no issue is open.';
    const opened = await github.request<Issue>('POST', '/issues', { title, body, labels: [label] });
    return `Opened ${opened.html_url}`;
  }
  const comment = (text: string) =>
    github.request('POST', `/issues/${issue.number}/comments`, { body: text });
  const update = (change: object) => github.request('PATCH', `/issues/${issue.number}`, change);
  if (findings === '') {
    await comment(`All is well again. ${source}`);
    await update({ state: 'closed', state_reason: 'completed' });
    return `Closed ${issue.html_url}`;
  }
  const isOther = readFirstLine(issue.body ?? '') !== readFirstLine(findings);
  await update({ title, body });
  if (isOther) await comment(`The findings are others than before. ${source}`);
  return `Updated ${issue.html_url}`;
}

const readFirstLine = (text: string): string => /^.*/.exec(text)?.[0] ?? '';

/** GitHub takes 65,536 characters. */
const MOST = 60_000;

function shorten(text: string): string {
  if (text.length <= MOST) return text;
  return `${text.slice(0, text.lastIndexOf('\n', MOST))}\n\nThere is more: see the run.`;
}
