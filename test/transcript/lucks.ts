import fc from 'fast-check';
import type { Luck } from './play-lesson.ts';

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''));

/** Any two runs of a lesson: what Docker chooses in each of them. */
export const lucks: fc.Arbitrary<Luck> = fc.record({
  ids: fc
    // A letter in each: an ID of digits only, one in 300, has a test of its own.
    .uniqueArray(
      fc.tuple(fc.constantFrom('a', 'f'), hex(63)).map(([a, b]) => a + b),
      { minLength: 4, maxLength: 4, selector: (id) => id.slice(0, 12) },
    )
    .map((ids) => ids as [string, string, string, string]),
  names: fc
    .uniqueArray(
      fc.constantFrom('zen_wu', 'vigilant_lederberg', 'happy_pare', 'practical_chandrasekhar7'),
      { minLength: 2, maxLength: 2 },
    )
    .map((names) => names as [string, string]),
  ages: fc.tuple(age(), age()),
  buildTime: fc.constantFrom('0.0', '0.3', '1.2', '9.8'),
  mac: hex(10).map((digits) => ['02', ...(digits.match(/../g) ?? [])].join(':')),
  pid: fc.integer({ min: 50, max: 32_768 }),
  node: fc
    .array(fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz'), {
      minLength: 24,
      maxLength: 24,
    })
    .map((digits) => `z${digits.join('')}`),
  usage: fc.tuple(fc.constantFrom('0B', '496KiB', '12.34MiB'), fc.constantFrom('0.00%', '101.25%')),
  isTurned: fc.boolean(),
});

function age(): fc.Arbitrary<string> {
  return fc.constantFrom(
    'Less than a second',
    '1 second',
    '12 seconds',
    'About a minute',
    '59 minutes',
    'About an hour',
    '2 weeks',
  );
}
