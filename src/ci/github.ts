/** A repository on GitHub, asked through its REST API. */
export interface GitHub {
  /** `path` is below the repository; resolves to the answer's JSON; throws a `GitHubError` unless the answer is a success. */
  request<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<T>;
  /** Where people see the repository. */
  url: string;
}

/** What GitHub, or the way to it, refused. */
export class GitHubError extends Error {
  override name = 'GitHubError';
}

const PATIENCE_MS = 30_000;

/** The repository that a workflow runs for, as GitHub's runner tells in the environment; GITHUB_TOKEN comes from the workflow. */
export function openGitHub(env: NodeJS.ProcessEnv): GitHub {
  const [api, repository, token, server] = [
    'GITHUB_API_URL',
    'GITHUB_REPOSITORY',
    'GITHUB_TOKEN',
    'GITHUB_SERVER_URL',
  ].map((name) => {
    const value = env[name];
    if (value) return value;
    throw new GitHubError(
      `expected ${name} in the environment but found none. GitHub's runner sets it; GITHUB_TOKEN is given by the workflow's env.`,
    );
  });
  return {
    url: `${server}/${repository}`,
    async request(method, path, body) {
      const url = `${api}/repos/${repository}${path}`;
      const failed = (found: string, cause?: unknown) =>
        new GitHubError(
          `${method} ${url}: expected a success but found ${found}. Check the job's permissions, then run it again.`,
          { cause },
        );
      const answer = await fetch(url, {
        method,
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'x-github-api-version': '2022-11-28',
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      }).catch((cause: unknown) => {
        throw failed(describeCause(cause), cause);
      });
      const text = await answer.text();
      if (!answer.ok) throw failed(`${answer.status} ${text.slice(0, 300)}`);
      return JSON.parse(text);
    },
  };
}

/** `fetch` says "fetch failed" and keeps to itself why. */
function describeCause(error: unknown): string {
  const { cause = error } = error as { cause?: unknown };
  return String(cause);
}
