import { expect, test } from 'vitest';
import { isLoopback } from '../../src/run/guard-request.ts';

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['fe80::1', false],
  ['::', false],
  ['0.0.0.0', false],
  [undefined, false],
])('an address is this machine’s own or not: %s', (address, isOwn) => {
  expect(isLoopback(address)).toBe(isOwn);
});
