import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  mergeProgress,
  noProgress,
  openQuestion,
  parseProgress,
  setRead,
  type Progress,
} from '../../src/site/client/progress.ts';

const slug = fc.stringMatching(/^[a-z-]{1,8}$/);
const date = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2099') });
const chapter = fc.record(
  {
    read: date.map((each) => each.toISOString()),
    opened: fc.array(fc.integer({ min: 1, max: 9 })),
  },
  { requiredKeys: ['opened'] },
);
const progress = fc
  .dictionary(slug, chapter, { noNullPrototype: true })
  .map((chapters): Progress => mergeProgress({ version: 1, chapters }, noProgress));

test('what was exported is what is imported', () => {
  fc.assert(
    fc.property(progress, (some) => {
      expect(parseProgress(JSON.stringify(some))).toEqual(some);
    }),
  );
});

test('merging loses nothing, in whatever order and however often', () => {
  fc.assert(
    fc.property(progress, progress, progress, (a, b, c) => {
      expect(mergeProgress(a, b)).toEqual(mergeProgress(b, a));
      expect(mergeProgress(a, a)).toEqual(a);
      expect(mergeProgress(mergeProgress(a, b), c)).toEqual(mergeProgress(a, mergeProgress(b, c)));
    }),
  );
});

test('a chapter is read from the first time that a reader said so, until told otherwise', () => {
  const first = setRead(noProgress, 'ledger', '2026-11-20T00:00:00.000Z');
  const later = setRead(noProgress, 'ledger', '2026-11-22T00:00:00.000Z');
  expect(mergeProgress(later, first)).toEqual(first);
  expect(setRead(first, 'ledger', undefined).chapters['ledger']).toEqual({ opened: [] });
});

test('a question is opened once', () => {
  const once = openQuestion(setRead(noProgress, 'ledger', '2026-11-20'), 'ledger', 2);
  expect(once.chapters['ledger']).toEqual({ read: '2026-11-20', opened: [2] });
  expect(openQuestion(once, 'ledger', 2)).toEqual(once);
});

test.each([
  '',
  'no JSON',
  'null',
  '[]',
  '{"version":2,"chapters":{}}',
  '{"version":1}',
  '{"version":1,"chapters":[]}',
  '{"version":1,"chapters":{"a":{}}}',
  '{"version":1,"chapters":{"a":{"opened":["1"]}}}',
  '{"version":1,"chapters":{"a":{"opened":[],"read":"gestern"}}}',
  '{"version":1,"chapters":{"<b>":{"opened":[]}}}',
])('%j is no progress', (text) => {
  expect(parseProgress(text)).toBeUndefined();
});
