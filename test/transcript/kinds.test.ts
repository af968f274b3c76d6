import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/transcript/kinds.ts';
import { createLineReader, type Line } from '../../src/transcript/read-line.ts';
import { readOutput } from '../../src/transcript/read-output.ts';
import { courseDigest, writePage } from './play-lesson.ts';
import { comparePage } from './run-page.ts';

/**
 * What one command printed in two sandboxes of Docker Engine 28.5, in which a kind differed (the layer link: of an engine with the
 * overlay2 store in them; the ID of an old engine: of Docker Engine 20.10), and the second recording with something else spoiled.
 */
interface Recordings {
  kind: string;
  command: string;
  exitCode?: number;
  one: string[];
  other: string[];
  spoiled: string[];
}

const recordings = JSON.parse(
  readFileSync(new URL('kinds/recordings.json', import.meta.url), 'utf8'),
) as Recordings[];

const readLine = createLineReader({
  literals: new Set([courseDigest]),
  commands: ['docker run --name happy_wu web'],
});
const textsOf = (lines: readonly Line[], kind: string) =>
  lines.flatMap(({ tokens }) =>
    tokens.filter((token) => token.kind.name === kind).map(({ text }) => text),
  );

describe.each(recordings.map((pair) => [pair.kind, pair.command, pair] as const))(
  '%s: %s',
  (kind, command, pair) => {
    const compare = (lines: string[]) => {
      const step = { command, exitCode: pair.exitCode ?? 0 };
      const page = writePage([{ meta: '', steps: [{ ...step, lines: pair.one }] }]);
      return comparePage(page, [{ lines, exitCode: step.exitCode, durationMs: 1 }])[0];
    };

    test('differed in the two recordings, which are equal', () => {
      const [one, other] = [pair.one, pair.other].map((lines) =>
        textsOf(readOutput(lines, { command }, readLine), kind),
      );
      expect(one?.length).toBeGreaterThan(0);
      expect(other).not.toEqual(one);
      expect(compare(pair.other)?.sentence).toBeUndefined();
    });

    test('does not hide that something else is spoiled', () => {
      expect(pair.spoiled).not.toEqual(pair.other);
      expect(compare(pair.spoiled)).toBeDefined();
    });
  },
);

test('every kind has recordings; facts of the machine cannot differ on one machine', () => {
  const names = new Set(recordings.map(({ kind }) => kind));
  const without = kinds.filter(({ name }) => !names.has(name));
  expect(without.map(({ name }) => name)).toEqual(['kernel', 'cpus', 'memory']);
  expect(kinds.map(({ name }) => name)).toEqual(expect.arrayContaining([...names]));
});

describe('what is not volatile', () => {
  test.each([
    ['a size', '4.12MB'],
    ['an address', '172.17.0.2'],
    ['a port', '0.0.0.0:32768->80/tcp'],
    ['a digest of a course image', `sha256:${courseDigest}`],
    ['a cut digest of a course image', `${courseDigest.slice(0, 12)}: Pull complete`],
    ['a short word of hexadecimal letters', 'facade decade 0123456789a'],
    ['more than 64 digits', 'ab'.repeat(64)],
    ['a part of a longer word', 'x3f2a9c81d07e'],
    ['a name that a command uses', 'happy_wu'],
    ['words that Docker does not know', 'front_door'],
    ['an underscore', '_'],
    ['a duration outside of a status', 'waited 3 seconds'],
    ['a time outside of a build', 'real 0.3s'],
    ['the year 1', '0001-01-01T00:00:00Z'],
  ])('%s', (_, text) => {
    expect(readLine(text).tokens).toEqual([]);
  });
});
