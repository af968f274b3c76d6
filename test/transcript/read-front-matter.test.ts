import { expect, test } from 'vitest';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';

const read = (text: string) => {
  const { images, hosts } = parseChapter('a.mdx', text);
  return { images, hosts };
};

test.for([
  ['no front matter', '# 장\n\n---\nimages: [a]\n---\n', [], []],
  ['front matter of other fields', '---\ntitle: 장\n---\n', [], []],
  ['empty front matter', '---\n\n---\n', [], []],
  ['front matter without a line', '---\n---\nimages: [a]\n', [], []],
  ['a byte order mark', '\uFEFF---\nimages: [a:1]\n---\n', ['a:1'], []],
  ['CRLF', '---\r\nimages:\r\n  - a:1\r\n  - b:2\r\n---\r\ntext', ['a:1', 'b:2'], []],
  ['hosts', '---\nhosts: [seoul, busan-2]\n---\n', [], ['seoul', 'busan-2']],
] as const)('front matter is read: %s', ([, text, images, hosts]) => {
  expect(read(text)).toEqual({ images, hosts });
});

test.for([
  ['images: web', '3:9'],
  ['images: [1]', '3:9'],
  ['images:', '3:8'],
  ['hosts: {a: b}', '2:1'],
])('%s is no list of names', ([field, at]) => {
  expect(() => read(`---\ntitle: a\n${field}\n---\n`)).toThrow(
    `a.mdx:${at}: expected a list of names in "`,
  );
});

test('mistakes in front matter are told with their places', () => {
  expect(() => read('---\nimages: ["a\n---\n')).toThrowErrorMatchingInlineSnapshot(
    `[TranscriptError: a.mdx:3:1: expected front matter in YAML but found a mistake: Missing closing "quote. Correct it; text with a colon or quotes needs quotes around it.]`,
  );
  expect(() => read('---\nhosts: [seoul, Busan, seoul]\n---\n'))
    .toThrowErrorMatchingInlineSnapshot(`
    [TranscriptError: a.mdx:2:16: expected a host's name of a-z, 0-9 and hyphens but found "Busan". It becomes a machine's name: write one like "busan".
    a.mdx:2:23: expected each host once but found "seoul" twice. Delete one of them.]
  `);
});

test('needs are read, and one that no engine root can hold is told with those that there are', () => {
  expect(parseChapter('a.mdx', '---\nneeds: [vm, debian]\n---\n').needs).toEqual(['vm', 'debian']);
  expect(parseChapter('a.mdx', 'text').needs).toEqual([]);
  expect(() => read('---\nneeds: [vm, gpu]\n---\n')).toThrowErrorMatchingInlineSnapshot(
    `[TranscriptError: a.mdx:2:13: expected needs of vm, debian, bundle but found "gpu". Correct it, or delete it where an engine is enough.]`,
  );
});

test('a fence runs on a host that the front matter lists', () => {
  const page = (hosts: string) =>
    `---\nhosts: ${hosts}\n---\n\n\`\`\`console host="busan"\n$ ls\n\`\`\`\n`;
  expect(parseChapter('a.mdx', page('[seoul, busan]')).transcripts[0]?.meta.host).toBe('busan');
  expect(() => parseChapter('a.mdx', page('[seoul]'))).toThrowErrorMatchingInlineSnapshot(
    `[TranscriptError: a.mdx:5:12: expected one of the front matter's hosts (seoul) but found "busan". Correct it, or add it to hosts: […].]`,
  );
  expect(() => parseChapter('a.mdx', page('[]'))).toThrowErrorMatchingInlineSnapshot(
    `[TranscriptError: a.mdx:5:12: expected one of the front matter's hosts (none) but found "busan". Correct it, or add it to hosts: […].]`,
  );
});
