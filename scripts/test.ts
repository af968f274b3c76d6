import { printStages, runStages, type Stage } from './test/run-stages.ts';

// Set-up says so where this machine cannot run them; the value is the reason.
const noEngine = process.env['DOLLYEO_NO_ENGINE'] || undefined;
const noBrowser = process.env['DOLLYEO_NO_BROWSER'] || undefined;

/** A test that has not yet written down what it expects checks nothing: it fails here. */
const runTests = (project: string): Stage['command'] => [
  'vitest',
  'run',
  '--project',
  project,
  '--update=none',
];

/** The parts of `npm test`, which CI runs beside each other: it has the chapters in shares. */
const parts = {
  checks: ['format', 'lint', 'types', 'unit tests', 'mutate', 'course images'],
  engine: ['sandbox tests', 'follow'],
  site: ['site', 'browser tests'],
};

const stages: Stage[] = [
  { name: 'format', command: ['prettier', '--check', '.'] },
  { name: 'lint', command: ['eslint', '.'] },
  { name: 'types', command: ['astro', 'check'] },
  { name: 'unit tests', command: runTests('unit') },
  // The verifier verified: no engine, seconds.
  { name: 'mutate', command: ['node', 'scripts/mutate.ts'] },
  { name: 'course images', command: ['node', 'scripts/images.ts'] },
  {
    name: 'sandbox tests',
    command: runTests('sandbox'),
    leftOut: noEngine,
  },
  { name: 'chapters', command: ['node', 'scripts/verify.ts'], leftOut: noEngine },
  // All chapters on one Docker, one after another.
  { name: 'follow', command: ['node', 'scripts/follow.ts'], leftOut: noEngine },
  // After the chapters, so that its badges come from their report.
  { name: 'site', command: ['astro', 'build'] },
  {
    name: 'browser tests',
    command: runTests('browser'),
    leftOut: noBrowser,
    skips: noEngine && `the tests that run fences: ${noEngine}`,
    after: 'site',
  },
];

const [part] = process.argv.slice(2);
const chosen = Object.entries(parts).find(([name]) => name === part)?.[1];
if (part !== undefined && chosen === undefined) {
  console.error(`expected one of the parts ${Object.keys(parts).join(', ')} but found ${part}.`);
  process.exit(1);
}
const toRun = stages.filter(({ name }) => chosen?.includes(name) ?? true);

const results = await runStages(toRun, {
  cwd: process.cwd(),
  print: (line) => console.log(line),
});
console.log(printStages(results));
if (results.some(({ outcome }) => outcome !== 'passed')) process.exitCode = 1;
