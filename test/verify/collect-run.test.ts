import { expect, test } from 'vitest';
import type { TestModule } from 'vitest/node';
import { collectRun } from '../../src/verify/collect-run.ts';

interface Told {
  state?: 'passed' | 'failed';
  errors?: object[];
  tests: ('passed' | 'failed' | 'skipped' | 'not possible' | 'not run')[];
}

/** As much of what Vitest tells of a chapter as is asked for. */
function tell(path: string, { state = 'passed', errors = [], tests }: Told): TestModule {
  const cases = tests.map((kind, index) => ({
    location: { line: index + 1, column: 1 },
    meta: () => ({
      ...(kind === 'skipped' && { skip: 'no' }),
      ...(kind === 'not possible' && { notPossible: 'no' }),
    }),
    result: () => ({
      state:
        kind === 'passed'
          ? 'passed'
          : kind.startsWith('s') || kind === 'not possible'
            ? 'skipped'
            : 'failed',
      errors:
        kind === 'failed'
          ? [{ name: 'DriftError' }]
          : kind === 'not run'
            ? [{ name: 'NotRun' }]
            : [],
    }),
  }));
  const module = {
    moduleId: path,
    state: () => state,
    errors: () => errors,
    meta: () => ({ chapter: { text: '' } }),
    children: { allTests: () => cases },
  };
  return module as unknown as TestModule;
}

const chosen = ['a', 'b'].map((path) => ({ path }));
const good = tell('a', { tests: ['passed', 'skipped', 'not possible'] });

test('a chapter is green if each of its steps ran and matched, is marked skip, or cannot work on the line', () => {
  const drifted = tell('b', { state: 'failed', tests: ['passed', 'failed', 'not run'] });
  expect(collectRun(chosen, [good, drifted], true)).toMatchObject({
    ...{ isGood: false, ran: 2, failed: 1, notPossible: 1 },
    green: new Set(['a']),
  });
});

test('no chapter is green if something went wrong outside of chapters', () => {
  const run = collectRun(chosen, [good, tell('b', { tests: ['passed'] })], false);
  expect(run).toMatchObject({ isGood: false, green: new Set() });
});

test('a chapter is not green if it could not be cleaned up after, or was not run at all', () => {
  const left = tell('b', { errors: [{ message: 'a machine is left' }], tests: ['passed'] });
  expect(collectRun(chosen, [good, left], true).green).toEqual(new Set(['a']));
  expect(collectRun(chosen, [good], true)).toMatchObject({ isGood: false, green: new Set(['a']) });
});

test('of chosen lines, only those count', () => {
  const b = tell('b', { state: 'passed', tests: ['failed', 'passed'] });
  const run = collectRun([{ path: 'b', lines: [2] }], [b], true);
  expect(run).toMatchObject({ isGood: true, ran: 1, failed: 0 });
});
