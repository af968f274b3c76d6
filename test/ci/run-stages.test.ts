import { expect, test } from 'vitest';
import { printStages, runStages, type Stage } from '../../scripts/test/run-stages.ts';

const exit = (code: number): Stage['command'] => ['node', '-e', `process.exit(${code})`];

async function runAll(stages: Stage[]): Promise<string> {
  const results = await runStages(stages, { cwd: process.cwd(), print: () => {} });
  return printStages(results).replace(/\d+\.\d s/g, '1.0 s');
}

test('all stages run even if one fails, and are counted', async () => {
  const table = await runAll([
    { name: 'format', command: exit(0) },
    { name: 'unit tests', command: exit(3) },
    { name: 'no such program', command: ['no-such-program'] },
    { name: 'site', command: exit(0) },
  ]);
  expect(table).toMatchInlineSnapshot(`
    "
    format           passed in 1.0 s
    unit tests       failed in 1.0 s: exit code 3
    no such program  failed in 1.0 s: spawn no-such-program ENOENT
    site             passed in 1.0 s

    2 passed, 2 failed"
  `);
});

test('a stage that this machine cannot run is left out with its reason and not counted', async () => {
  const table = await runAll([
    { name: 'format', command: exit(0) },
    { name: 'chapters', command: exit(0), leftOut: 'no root' },
  ]);
  expect(table).toMatchInlineSnapshot(`
    "
    format    passed in 1.0 s
    chapters  left out: no root

    Not everything was checked: 1 left out, for the reasons above.
    1 passed, 0 failed"
  `);
});

test('a stage that passed without some of its tests says which, and why', async () => {
  const table = await runAll([
    { name: 'unit tests', command: exit(0) },
    { name: 'browser tests', command: exit(0), skips: 'the tests that run fences: no root' },
    { name: 'chapters', command: exit(0), leftOut: 'no root' },
  ]);
  expect(table).toMatchInlineSnapshot(`
    "
    unit tests     passed in 1.0 s
    browser tests  passed in 1.0 s, without the tests that run fences: no root
    chapters       left out: no root

    Not everything was checked: 1 left out, 1 only in part, for the reasons above.
    2 passed, 0 failed"
  `);
});

test('a stage that needs an earlier one is left out if that failed', async () => {
  const table = await runAll([
    { name: 'site', command: exit(1) },
    { name: 'browser tests', command: exit(0), after: 'site' },
  ]);
  expect(table).toMatchInlineSnapshot(`
    "
    site           failed in 1.0 s: exit code 1
    browser tests  left out: site did not pass

    Not everything was checked: 1 left out, for the reasons above.
    0 passed, 1 failed"
  `);
});

test('what a failed stage printed last stands before the table, where a log that is cut still has it', async () => {
  const printing = `for (let i = 1; i <= 50; i++) console.error(i); console.error('::debug::at 50'); process.exitCode = 1`;
  const table = await runAll([
    { name: 'unit tests', command: ['node', '-e', printing] },
    { name: 'site', command: ['node', '-e', 'console.log("built")'] },
  ]);
  const lines = table.split('\n');
  expect(lines.slice(0, 2)).toEqual(['', '── unit tests failed; its last lines:']);
  expect(lines.slice(2, 42)).toEqual(Array.from({ length: 40 }, (_, i) => `${i + 11}`));
  expect(lines.slice(42)).toEqual([
    '',
    'unit tests  failed in 1.0 s: exit code 1',
    'site        passed in 1.0 s',
    '',
    '1 passed, 1 failed',
  ]);
});

test('a process that a stage leaves behind with its output open holds nobody up', async () => {
  const leaving = `const { pid } = require('node:child_process').spawn('sleep', ['600'], {
    stdio: 'inherit', detached: true }); console.log(pid); process.exit(1)`;
  const [result] = await runStages([{ name: 'leaves', command: ['node', '-e', leaving] }], {
    cwd: process.cwd(),
    print: () => {},
  });
  expect(result).toMatchObject({ outcome: 'failed', reason: 'exit code 1' });
  const [pid] = result?.lastLines ?? [];
  expect(process.kill(Number(pid))).toBe(true);
});

test('each stage is announced before it runs', async () => {
  const lines: string[] = [];
  await runStages([{ name: 'format', command: ['node', '--version'] }], {
    cwd: process.cwd(),
    print: (line) => lines.push(line.replace(/\d+\.\d s/, '1.0 s')),
  });
  expect(lines).toMatchInlineSnapshot(`
    [
      "
    ── format: node --version",
      "── format  passed in 1.0 s",
    ]
  `);
});
