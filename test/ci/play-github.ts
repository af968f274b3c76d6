import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** An issue as GitHub keeps it, with its comments. */
export interface PlayedIssue {
  number: number;
  state: string;
  title: string;
  body: string;
  labels: string[];
  comments: string[];
}

/** A server on this machine that answers as GitHub's REST API does, as far as we ask it; gone at the test's end. */
export async function playGitHub(
  options: { runs?: object[]; state?: string; jobs?: Record<string, object[]> } = {},
) {
  const issues: PlayedIssue[] = [];
  const requests: string[] = [];
  const show = ({ number, body }: PlayedIssue) => ({
    ...{ number, body },
    html_url: `https://github.example/our/course/issues/${number}`,
  });

  function answer(
    path: string,
    query: URLSearchParams,
    method: string,
    body: Partial<PlayedIssue>,
  ) {
    const [, number, comments] = /^\/issues\/(\d+)(\/comments)?$/.exec(path) ?? [];
    const issue = issues.find((each) => each.number === Number(number));
    if (path === '/issues' && method === 'GET') {
      const label = query.get('labels') ?? '';
      const found = issues.filter(
        (each) => each.state === query.get('state') && each.labels.includes(label),
      );
      return found.map(show);
    }
    if (path === '/issues' && method === 'POST') {
      const { title = '', body: text = '', labels = [] } = body;
      issues.push({
        number: issues.length + 1,
        state: 'open',
        title,
        body: text,
        labels,
        comments: [],
      });
      return show(issues.at(-1) as PlayedIssue);
    }
    if (issue && comments && method === 'POST') return { id: issue.comments.push(body.body ?? '') };
    if (issue && method === 'PATCH') return show(Object.assign(issue, body));
    if (path === '/actions/workflows/nightly.yml') return { state: options.state ?? 'active' };
    if (path === '/actions/workflows/nightly.yml/runs') {
      return { workflow_runs: query.get('status') === 'completed' ? (options.runs ?? []) : [] };
    }
    const [, run] = /^\/actions\/runs\/(\d+)\/jobs$/.exec(path) ?? [];
    if (run !== undefined) return { jobs: options.jobs?.[run] ?? [] };
    return undefined;
  }

  async function play(request: IncomingMessage): Promise<{ status: number; content: unknown }> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const method = request.method ?? '';
    requests.push(`${method} ${pathname}`);
    const body = method === 'GET' ? {} : ((await json(request)) as Partial<PlayedIssue>);
    if (request.headers.authorization !== 'Bearer secret') {
      return { status: 403, content: { message: 'Resource not accessible by integration' } };
    }
    const content = answer(pathname.replace('/repos/our/course', ''), searchParams, method, body);
    return { status: content === undefined ? 404 : 200, content };
  }

  const server = createServer((request, response) => {
    void play(request).then(({ status, content = {} }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(content));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const env = {
    GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'our/course',
    GITHUB_TOKEN: 'secret',
    GITHUB_RUN_ID: '77',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
  };
  return { env, issues, requests };
}
