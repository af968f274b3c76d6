import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseChapters } from '../../src/verify/choose-chapters.ts';

const chapter = `# 장

\`\`\`console
$ echo one
one
$ echo two
two
\`\`\`
`;

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'choose-'));
});
afterEach(() => rm(root, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

const choose = (...names: string[]) => chooseChapters(names, { root, from: root });

async function refusal(...names: string[]): Promise<string> {
  const error: unknown = await choose(...names).catch((thrown: unknown) => thrown);
  if (!(error instanceof Error)) throw new Error('nothing was refused');
  return error.message.replaceAll(root, '/project');
}

test('without names, the pages of the course that have transcripts are chosen', async () => {
  await write('src/content/docs/b.mdx', chapter);
  await write('src/content/docs/part/a.md', chapter);
  await write('src/content/docs/index.mdx', '# 아무것도 없어요\n');
  await write('README.md', chapter);
  expect(await choose()).toEqual([
    { path: join(root, 'src/content/docs/b.mdx') },
    { path: join(root, 'src/content/docs/part/a.md') },
  ]);
});

test('without names, a page whose fences are wrong is chosen, so that it fails', async () => {
  await write('src/content/docs/b.mdx', '```console\nno prompt\n```\n');
  expect(await choose()).toEqual([{ path: join(root, 'src/content/docs/b.mdx') }]);
});

test('a course without transcripts is refused', async () => {
  expect(await refusal()).toMatchInlineSnapshot(
    `"src/content/docs: expected chapters with \`\`\`console fences but found none. Name a file: npm run verify -- path/to/file.md"`,
  );
});

test.for(['한 글 [1] (초안).md', 'plain.mdx', 'a:1.md', 'x #1 100%.md'])(
  'a file may be called %s',
  async (name) => {
    await write(name, chapter);
    expect(await choose(name)).toEqual([{ path: join(root, name) }]);
    expect(await choose(`${name}:4`)).toEqual([{ path: join(root, name), lines: [4] }]);
  },
);

test('a line stands for its step, wherever in the step it is', async () => {
  await write('a.md', chapter);
  const lines = await Promise.all(
    [3, 4, 5, 6, 7].map(async (line) => (await choose(`a.md:${line}:1`))[0]?.lines),
  );
  expect(lines).toEqual([[4], [4], [4], [6], [6]]);
});

test('a file named twice is run once, whole if it was named whole', async () => {
  await write('a.md', chapter);
  const path = join(root, 'a.md');
  expect(await choose('a.md:4', 'a.md:6')).toEqual([{ path, lines: [4, 6] }]);
  expect(await choose('a.md:4', 'a.md', 'a.md:6')).toEqual([{ path }]);
});

test('everything that cannot be chosen is said at once', async () => {
  await write('a.md', chapter);
  await write('plain.md', 'no transcript\n');
  await write('notes.txt', chapter);
  expect(await refusal('a.md', 'gone.md', 'gone.md:4', 'notes.txt', '.', 'plain.md', 'a.md:1'))
    .toMatchInlineSnapshot(`
      "gone.md: expected a Markdown or MDX file but found nothing there. Correct the path; it counts from /project.
      gone.md:4: expected a Markdown or MDX file but found nothing there. Correct the path; it counts from /project.
      notes.txt: expected a file that ends in .md or .mdx but found another kind. Name such a file.
      .: expected a file that ends in .md or .mdx but found another kind. Name such a file.
      plain.md: expected a \`\`\`console fence but found none. Write one, or leave this file out.
      a.md:1: expected a line of a \`\`\`console fence but found other text there. Name the line of a command or of its output."
    `);
});
