import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { listEngineLines } from '../../src/sandbox/engine-line.mjs';
import type { ChapterReport, Report } from '../../src/transcript/types.ts';
import { clearFollowed, writeFollowed } from '../../src/follow/followed-file.ts';
import { makeFolder } from '../verify/run-script.ts';
import { playGitHub } from './play-github.ts';

const scripts = join(import.meta.dirname, '../../scripts');
const files = ['src/content/docs/a.mdx', 'src/content/docs/b.mdx'];

async function run(script: string, cwd: string, env: Record<string, string>) {
  const { exitCode, all } = await execa('node', [join(scripts, script)], {
    ...{ cwd, env: { IN_DOCKER: 'success', ...env }, reject: false, all: true },
  });
  return `${exitCode} ${all.replaceAll(env['GITHUB_API_URL'] ?? '-', 'http://api')}`;
}

/** A course of two chapters, and what a nightly run said of them: good, but for these. */
async function makeNightly() {
  const chapter = '```console\n$ true\n```\n';
  const folder = await makeFolder(Object.fromEntries(files.map((file) => [file, chapter])));
  const good = listEngineLines().flatMap((engineLine) =>
    files.map((file): ChapterReport => ({
      ...{ file, engineLine, key: 'k', date: '', commit: '', dirty: false, durationMs: 1000 },
      fences: [],
    })),
  );
  async function write(bad: ChapterReport[], lost: string[] = []): Promise<void> {
    const isSaid = ({ file, engineLine }: ChapterReport) =>
      lost.includes(engineLine) ||
      bad.some((each) => each.file === file && each.engineLine === engineLine);
    const report: Report = {
      version: 1,
      chapters: [...good.filter((each) => !isSaid(each)), ...bad],
    };
    await mkdir(join(folder, 'reports'), { recursive: true });
    await writeFile(join(folder, 'reports/verify.json'), JSON.stringify(report));
    await writeFollowed(folder, []);
  }
  return { folder, write };
}

const drift = (engineLine: string, found: string): ChapterReport => ({
  ...{ file: files[0] ?? '', engineLine, date: '', commit: '', dirty: false, durationMs: 1000 },
  fences: [
    {
      ...{
        hash: '',
        line: 1,
        outcome: 'drifted',
        reason: `a.mdx:3:1: expected "one" but found "${found}".`,
      },
      steps: [{ command: 'true', line: 2, outcome: 'drifted', durationMs: 1 }],
    },
  ],
});

test('one issue names chapter, line and difference, is brought up to date, and is closed when all is well', async () => {
  const { env, issues } = await playGitHub();
  const { folder, write } = await makeNightly();
  const keep = () => run('nightly-issue.ts', folder, env);

  await write([]);
  expect(await keep()).toBe('0 All is well, and no issue is open.');

  await write([drift('26.1-overlay2', 'two')]);
  expect(await keep()).toBe('0 Opened https://github.example/our/course/issues/1');
  expect(issues).toMatchInlineSnapshot(`
    [
      {
        "body": "Not good: src/content/docs/a.mdx on 26.1-overlay2.

    **0 chapters good, 1 not**, on 26.1-overlay2

    | Chapter | Engine line | Steps | Time | Difference |
    | --- | --- | --: | --: | --- |
    | src/content/docs/a.mdx | 26.1-overlay2 | 0 of 1 | 1.0 s | a.mdx:3:1: expected "one" but found "two". |


    Found by [this run](https://github.example/our/course/actions/runs/77) of [0123456789ab](https://github.example/our/course/commit/0123456789abcdef0123456789abcdef01234567).
    ",
        "comments": [],
        "labels": [
          "nightly",
        ],
        "number": 1,
        "state": "open",
        "title": "Nightly: chapters do not do what their pages say",
      },
    ]
  `);

  expect(await keep()).toBe('0 Updated https://github.example/our/course/issues/1');
  expect(issues[0]?.comments).toEqual([]);

  await write([drift('26.1-overlay2', 'three')]);
  expect(await keep()).toBe('0 Updated https://github.example/our/course/issues/1');
  expect(issues[0]?.body).toContain('found "three"');
  expect(issues[0]?.comments).toEqual([]);

  await write([drift('26.1-overlay2', 'three'), drift('20.10-overlay2', 'two')]);
  await keep();
  expect(issues[0]?.comments).toEqual([
    expect.stringMatching(/^The findings are others than before/),
  ]);

  await write([]);
  expect(await keep()).toBe('0 Closed https://github.example/our/course/issues/1');
  expect([issues.length, issues[0]?.state]).toEqual([1, 'closed']);

  await write([drift('26.1-overlay2', 'two')]);
  expect(await keep()).toBe('0 Opened https://github.example/our/course/issues/2');
});

test('a line that the run did not get to, and a run without a report, are findings', async () => {
  const { env, issues } = await playGitHub();
  const { folder, write } = await makeNightly();
  await run('nightly-issue.ts', folder, env);
  expect(issues[0]?.body).toContain(
    `**0 chapters good, ${listEngineLines().length * files.length} not**`,
  );

  await write([], ['20.10-overlay2']);
  await run('nightly-issue.ts', folder, env);
  expect(issues[0]?.body).toContain('**0 chapters good, 2 not**, on 20.10-overlay2');
});

test('what following the course found is a finding, and so is a course that was not followed', async () => {
  const { env, issues } = await playGitHub();
  const { folder, write } = await makeNightly();
  await write([]);
  await writeFollowed(folder, ['a.mdx:3:1: expected "one" but found "two".\n  - one\n  + two']);
  await run('nightly-issue.ts', folder, env);
  expect(issues[0]?.body.split('\n\nFound by')[0]).toMatchInlineSnapshot(`
    "Not good: what a reader meets who follows the course.

    What \`npm run follow\` found:

    \`\`\`\`text
    a.mdx:3:1: expected "one" but found "two".
      - one
      + two
    \`\`\`\`"
  `);

  await clearFollowed(folder);
  await run('nightly-issue.ts', folder, env);
  expect(issues[0]?.body).toContain('The course was not followed as a reader does.');

  await write([]);
  await run('nightly-issue.ts', folder, env);
  expect(issues[0]?.state).toBe('closed');
});

test("checking in a user's Docker that failed, or was not done, is a finding", async () => {
  const { env, issues } = await playGitHub();
  const { folder, write } = await makeNightly();
  await write([]);
  await run('nightly-issue.ts', folder, { ...env, IN_DOCKER: 'failure' });
  expect(issues[0]?.body.split('\n\nFound by')[0]).toBe(
    'Not good: checking with `--in-docker`.\n\n`npm run test:in-docker` ended with failure.',
  );
  await run('nightly-issue.ts', folder, { ...env, IN_DOCKER: 'skipped' });
  expect(issues[0]?.body).toContain('ended with skipped.');
  await run('nightly-issue.ts', folder, env);
  expect(issues[0]?.state).toBe('closed');
});

test('what GitHub refuses, and what is missing, is said in a sentence', async () => {
  const { env } = await playGitHub();
  const { folder, write } = await makeNightly();
  await write([]);
  const nobody = { ...env, GITHUB_API_URL: 'http://127.0.0.1:2' };
  expect([
    await run('nightly-issue.ts', folder, { ...env, GITHUB_TOKEN: '' }),
    await run('nightly-issue.ts', folder, { ...env, GITHUB_TOKEN: 'other' }),
    await run('nightly-issue.ts', folder, nobody),
  ]).toMatchInlineSnapshot(`
    [
      "1 expected GITHUB_TOKEN in the environment but found none. GitHub's runner sets it; GITHUB_TOKEN is given by the workflow's env.",
      "1 GET http://api/repos/our/course/issues?state=open&labels=nightly&sort=created&direction=asc&per_page=100: expected a success but found 403 {"message":"Resource not accessible by integration"}. Check the job's permissions, then run it again.",
      "1 GET http://api/repos/our/course/issues?state=open&labels=nightly&sort=created&direction=asc&per_page=100: expected a success but found Error: connect ECONNREFUSED 127.0.0.1:2. Check the job's permissions, then run it again.",
    ]
  `);
});

const day = 24 * 60 * 60 * 1000;
const ago = (days: number, conclusion: string) => ({
  created_at: new Date(Date.now() - days * day).toISOString(),
  id: 5,
  html_url: 'https://github.example/our/course/actions/runs/5',
  conclusion,
});

/** The jobs of that run, whose telling step came out so. */
const jobsThatTold = (conclusion: string) => ({
  5: [
    { steps: [{ name: 'Run npm run follow', conclusion: 'failure' }] },
    { steps: [{ name: 'Run npm run nightly-issue', conclusion }] },
  ],
});

test('a nightly that told what it found within three days, well or not, is not missing', async () => {
  const folder = await makeFolder({});
  for (const conclusion of ['success', 'failure']) {
    const { env, issues } = await playGitHub({
      runs: [ago(9, 'success'), ago(2.9, conclusion)],
      jobs: jobsThatTold('success'),
    });
    expect(await run('nightly-watch.ts', folder, env)).toBe('0 All is well, and no issue is open.');
    expect(issues).toEqual([]);
  }
});

test.each([
  ['before it told anybody', jobsThatTold('skipped')],
  ['while it told', jobsThatTold('failure')],
  ['before it began', {}],
])('a nightly that failed %s is missing', async (_, jobs) => {
  const folder = await makeFolder({});
  const { env, issues } = await playGitHub({ runs: [ago(1, 'failure')], jobs });
  await run('nightly-watch.ts', folder, env);
  expect(issues[0]?.body).toContain('but there is none that came to tell what it found');
});

test('a nightly that did not run, or only was cancelled, is told in an issue of its own', async () => {
  const folder = await makeFolder({});
  const { env, issues } = await playGitHub({
    runs: [ago(1, 'cancelled'), ago(3.1, 'success')],
    state: 'disabled_inactivity',
  });
  expect(await run('nightly-watch.ts', folder, env)).toBe(
    '0 Opened https://github.example/our/course/issues/1',
  );
  expect(issues[0]?.labels).toEqual(['nightly-missing']);
  expect(issues[0]?.body.replace(/from \S+/, 'from DATE')).toMatchInlineSnapshot(`
    "Expected a run of \`nightly.yml\` within 3 days, but the last one is from DATE (https://github.example/our/course/actions/runs/5). The workflow is \`disabled_inactivity\`. Enable it or start it by hand on the page of its runs: https://github.example/our/course/actions/workflows/nightly.yml

    Found by [this run](https://github.example/our/course/actions/runs/77) of [0123456789ab](https://github.example/our/course/commit/0123456789abcdef0123456789abcdef01234567).
    "
  `);
  const never = await playGitHub();
  await run('nightly-watch.ts', folder, never.env);
  expect(never.issues[0]?.body).toContain('but there is none that came to tell what it found');
});
