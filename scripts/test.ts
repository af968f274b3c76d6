import { printStages, runStages, type Stage } from '../src/verify/run-stages.ts';

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
  // After the chapters, so that its badges come from their report.
  { name: 'site', command: ['astro', 'build'] },
  {
    name: 'browser tests',
    command: runTests('browser'),
    leftOut: noBrowser,
    after: 'site',
  },
];

const results = await runStages(stages, {
  cwd: process.cwd(),
  print: (line) => console.log(line),
});
console.log(printStages(results));
if (results.some(({ outcome }) => outcome !== 'passed')) process.exitCode = 1;
