import { expect, test } from 'vitest';
import { formatDate, formatDuration, formatTime } from '../../src/site/format.ts';

test('a time is shown as the day in Korea, wherever the site is built', () => {
  expect(formatDate('2026-11-21T20:00:00.000Z')).toBe('2026-11-22');
  expect(formatTime('2026-11-21T20:05:00.000Z')).toMatchInlineSnapshot(
    `"2026년 11월 22일 오전 5:05 (한국 시각)"`,
  );
});

test.each([
  [0, '0.1초'],
  [312, '0.3초'],
  [9949, '9.9초'],
  [9950, '10초'],
  [59_499, '59초'],
  [59_500, '1분 0초'],
  [125_000, '2분 5초'],
])('a duration of %i ms reads %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});
