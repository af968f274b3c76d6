import { expect, test } from 'vitest';
import { hashTranscript } from '../../src/transcript/hash-transcript.ts';

const hash = hashTranscript('$ ls\n\n  a\n', 'id="a"');

test('a hash is 64 hexadecimal digits and the same everywhere', async () => {
  expect(await hash).toMatchInlineSnapshot(
    `"7eb7fce589d8504f4a3d563da40d3981714bf2dc8e25548d1e3a19735681d706"`,
  );
});

test('line ends, blanks before them and empty lines around a fence do not count', async () => {
  expect(await hashTranscript('\n$ ls  \r\n\r\n  a', ' id="a" ')).toBe(await hash);
});

test.each([
  ['output', '$ ls\n\n  b\n', 'id="a"'],
  ['command', '$ la\n\n  a\n', 'id="a"'],
  ['indentation', '$ ls\n\n a\n', 'id="a"'],
  ['empty line', '$ ls\n  a\n', 'id="a"'],
  ['meta word', '$ ls\n\n  a\n', 'id="b"'],
  ['line moved to the meta words', '\n  a\n', 'id="a"$ ls'],
])('another %s has another hash', async (_, text, meta) => {
  expect(await hashTranscript(text, meta)).not.toBe(await hash);
});
