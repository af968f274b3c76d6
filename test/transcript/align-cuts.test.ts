import { expect, test } from 'vitest';
import { comparePage } from './run-page.ts';

/** A line of a build screen as BuildKit prints it on 100 columns. */
const timed = (name: string, time: string) => {
  const left = 100 - ' => '.length - ` ${time}\n`.length - 1;
  return ` => ${name.slice(0, left)}`.padEnd(99 - time.length) + time;
};
const screen = (command: string, time: string) => [
  `[+] Building ${time} (6/6) FINISHED`,
  timed(`[2/2] RUN ${command}`, time),
  timed('exporting to image', '0.0s'),
];

function compare(page: string[], run: string[]) {
  const text = ['```console', '$ docker build .', ...page, '```'].join('\n');
  return comparePage(text, [{ lines: run, exitCode: 0, durationMs: 1 }])[0];
}

const long = 'echo 0123456789 '.repeat(10);

test.each([
  ['10.2s', '0.3s'],
  ['0.3s', '10.2s'],
  ['9.9s', '123.4s'],
])('a build line that is cut is equal when its time goes from %s to %s', (one, other) => {
  expect(compare(screen(long, one), screen(long, other))?.sentence).toBeUndefined();
  expect(compare(screen('short', one), screen('short', other))?.sentence).toBeUndefined();
});

test.each([
  ['in its middle', long.replace('5', 'x'), '10.2s'],
  ['at its end, if the time is as long', long.slice(0, 78) + '#'.repeat(20), '0.4s'],
  ['because it is short', long.slice(0, 70), '10.2s'],
])('a build line that is cut is not equal if it differs %s', (_, other, time) => {
  expect(compare(screen(long, '0.3s'), screen(other, time))).toBeDefined();
});
