import { printStages, runStages, type Stage } from '../src/verify/run-stages.ts';

// Set-up says so where this machine cannot run them; the value is the reason.
const noEngine = process.env['DOLLYEO_NO_ENGINE'] || undefined;
const noBrowser = process.env['DOLLYEO_NO_BROWSER'] || undefined;

const stages: Stage[] = [
  { name: 'format', command: ['prettier', '--check', '.'] },
  { name: 'lint', command: ['eslint', '.'] },
  { name: 'types', command: ['astro', 'check'] },
  { name: 'unit tests', command: ['vitest', 'run', '--project', 'unit'] },
  { name: 'course images', command: ['node', 'scripts/images.ts'] },
  {
    name: 'sandbox tests',
    command: ['vitest', 'run', '--project', 'sandbox'],
    leftOut: noEngine,
  },
  { name: 'chapters', command: ['node', 'scripts/verify.ts'], leftOut: noEngine },
  // After the chapters, so that its badges come from their report.
  { name: 'site', command: ['astro', 'build'] },
  {
    name: 'browser tests',
    command: ['vitest', 'run', '--project', 'browser'],
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
