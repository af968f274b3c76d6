import { expect, test } from 'vitest';
import { describeLine } from '../../src/site/client/describe-line.ts';

test('a chosen line is said to print what the page says only where a run has proven it', () => {
  expect(describeLine('same', 0)).toBe('이 장의 명령은 모두 여기 적힌 대로 나와요.');
  expect(describeLine('unverified', 0)).toBe('이 엔진에서는 이 장을 아직 확인하지 못했어요.');
});

test('how many commands differ on a chosen line is told, and whether a run has proven it', () => {
  expect(describeLine('differs', 3)).toBe(
    '이 장에서 명령 3개가 다르게 나와요. 그 자리에 표시했어요.',
  );
  expect(describeLine('unverified', 3)).toBe(
    '이 엔진에서는 이 장을 아직 확인하지 못했어요. 다르게 나온다고 적어 둔 명령 3개는 그 자리에 표시했어요.',
  );
});

test('where a chapter cannot be followed at all, the page says why, and the choice nothing', () => {
  expect(describeLine('not possible', 0)).toBe('');
});
