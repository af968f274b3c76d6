import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findIdentities } from '../../src/site/find-identities.ts';
import { parseTranscript } from '../../src/transcript/parse-transcript.ts';

const place = { file: 'chapter.mdx', line: 1, column: 1 };
const fence = (code: string) => parseTranscript(code, '', place);

/** What a chapter of these fences marks: the number of the thing and the name that stands for it. */
function marksOf(...codes: string[]): string[] {
  const transcripts = codes.map(fence);
  const read = findIdentities(transcripts);
  return transcripts.flatMap(({ steps }) =>
    steps.flatMap((step) => {
      const { command, output } = read(step);
      const texts = [...step.command.split('\n'), ...step.expected.map(({ text }) => text)];
      return [...command, ...output].flatMap((marks, at) =>
        marks.map(({ start, end, identity }) => `${identity} ${texts[at]?.slice(start, end)}`),
      );
    }),
  );
}

const id = 'c3f9d6023eeef980401b51d1b9508484976f8872d3d8d70c411c70ffa398aa2a';
const other = '714fa3761881967c91dcb7d7d9e82c1edddf55f35f382f22045f5c44fbe4c0ba';

test('an ID and its cut are one thing, in any fence of the chapter', () => {
  expect(
    marksOf(
      `$ docker run -d web\n${id}`,
      `$ docker run -d web\n${other}`,
      `$ docker ps\nCONTAINER ID   IMAGE\n${id.slice(0, 12)}   web\n${other.slice(0, 12)}   web`,
    ),
  ).toEqual([`1 ${id}`, `2 ${other}`, `1 ${id.slice(0, 12)}`, `2 ${other.slice(0, 12)}`]);
});

test('what is named once is not marked', () => {
  expect(marksOf(`$ docker run -d web\n${id}`, `$ docker run -d web\n${other}`)).toEqual([]);
});

test('a digest in a command is the digest of the output', () => {
  expect(marksOf(`$ docker pull web@sha256:${id}\nDigest: sha256:${id}`)).toEqual([
    `1 ${id}`,
    `1 ${id}`,
  ]);
});

test('a cut that could be of two things is not marked', () => {
  const [one, two] = [`abcd${id.slice(4)}`, `abcd${other.slice(4)}`];
  expect(
    marksOf(`$ docker images\nsha256:${one}\nsha256:${two}\nsha256:abcd\nsha256:${one}`),
  ).toEqual([`1 ${one}`, `1 ${one}`]);
});

test('numbers of processes and namespaces are marked, sizes and times are not', () => {
  expect(
    marksOf(
      '$ ps\nPID PPID CMD\n57 1 dockerd\n80 57 shim\n$ ls -l /proc\nnet:[4026532407] 202611210000 202611210000\nnet:[4026532407]',
    ),
  ).toEqual(['1 57', '1 57', '2 4026532407', '2 4026532407']);
});

test('a mark always holds a name that the chapter has at least twice, whatever IDs it prints', () => {
  const hex = fc.stringMatching(/^[0-9a-f]{12,64}$/);
  fc.assert(
    fc.property(fc.array(hex, { maxLength: 12 }), (names) => {
      const marks = marksOf(`$ docker ps\n${names.join('\n')}`).map((mark) => mark.split(' '));
      for (const [identity, name = ''] of marks) {
        const same = marks.filter(([each]) => each === identity).map(([, each = '']) => each);
        expect(same.length).toBeGreaterThan(1);
        expect(same.every((each) => each.startsWith(name) || name.startsWith(each))).toBe(true);
      }
    }),
  );
});
