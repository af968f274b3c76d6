import { expect, test } from 'vitest';
import { makeRate } from '../../src/run/make-rate.ts';

test('as many pass at once as may, then as many each second', () => {
  let time = 0;
  const mayPass = makeRate({ atOnce: 3, perSecond: 2 }, () => time);
  const passing = (count: number) => Array.from({ length: count }, mayPass).filter(Boolean).length;
  expect(passing(10)).toBe(3);
  time = 499;
  expect(passing(10)).toBe(0);
  time = 1_000;
  expect(passing(10)).toBe(2);
  time = 60_000;
  expect(passing(10)).toBe(3);
});
