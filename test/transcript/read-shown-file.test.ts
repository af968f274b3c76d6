import { expect, test } from 'vitest';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';

const filesOf = (text: string) =>
  parseChapter('a.mdx', text).files.map(({ path, text, before }) => ({ path, text, before }));

test('a fence with a title is a file that stands before the next transcript', () => {
  const page = [
    '```dockerfile title="Dockerfile"',
    'FROM scratch',
    '',
    '```',
    '```console',
    '$ docker build .',
    '```',
    "```js ins={1} title='app/서버 1.js'",
    '\tconst x = 1;',
    '```',
    '```dockerfile title="Dockerfile"',
    'FROM busybox',
    '```',
    '```console',
    '$ docker build .',
    '```',
    '```text title="empty"',
    '```',
  ].join('\n');
  expect(filesOf(page)).toEqual([
    { path: 'Dockerfile', text: 'FROM scratch\n\n', before: 0 },
    { path: 'app/서버 1.js', text: '\tconst x = 1;\n', before: 1 },
    { path: 'Dockerfile', text: 'FROM busybox\n', before: 1 },
    { path: 'empty', text: '', before: 2 },
  ]);
});

test('a file in a list or a quote loses their indentation, and nothing else', () => {
  const page = [
    '1. 하나',
    '',
    '   ```make title="Makefile"',
    '   all:',
    '   \techo',
    '',
    '   ```',
    '',
    '   > - ~~~yaml title="compose.yaml"',
    '   >   services:',
    '   >     web:',
    '   >   ~~~',
  ].join('\r\n');
  expect(filesOf(page)).toEqual([
    { path: 'Makefile', text: 'all:\n\techo\n\n', before: 0 },
    { path: 'compose.yaml', text: 'services:\n  web:\n', before: 0 },
  ]);
});

test('fences without a title are no files, nor are examples of fences', () => {
  expect(filesOf('```sh\nls\n```\n\n````md\n```js title="a.js"\n```\n````\n')).toEqual([]);
});

test.each(['', '/etc/passwd', '../a', 'a/../b', './a', 'a//b', 'a/', 'C:\\a', '~/a'])(
  'the path "%s" is refused',
  (path) => {
    expect(() => filesOf(`\`\`\`js title="${path}"\n\`\`\`\n`)).toThrow(
      /^a\.mdx:1:7: expected the path of a file below the chapter's folder/,
    );
  },
);

test('a file is refused with its place where it cannot be read', () => {
  expect(() =>
    filesOf('text\n\n```js ins={1} title="../a"\n```\n'),
  ).toThrowErrorMatchingInlineSnapshot(
    `[TranscriptError: a.mdx:3:15: expected the path of a file below the chapter's folder in title but found .. in "../a". Write one like title="app/server.js", or leave the title out if it is no file.]`,
  );
  expect(() =>
    filesOf('x[^1]\n\n[^1]: y\n\n    ```js title="a"\n    ```\n'),
  ).toThrowErrorMatchingInlineSnapshot(
    `[TranscriptError: a.mdx:5:5: expected no file in a footnote but found one. Move it into the text.]`,
  );
  expect(() => filesOf('```js title="a"\nx\n')).toThrowErrorMatchingInlineSnapshot(
    `[TranscriptError: a.mdx:1:1: expected a line \`\`\` that closes this fence but found the end of the text around it. Add it.]`,
  );
});
