import { expect, test } from 'vitest';
import { chooseChapters } from '../../src/verify/choose-chapters.ts';
import { chooseUntil } from '../../src/verify/choose-until.ts';
import { makeFolder } from './run-script.ts';

const fence = (id: string, body: string) =>
  `\`\`\`console${id && ` id="${id}"`}\n${body}\n\`\`\`\n`;
const chapter = fence('first', '$ true\n$ true') + fence('', '$ true') + fence('last', '$ true');

async function choose(id: string, ...names: string[]) {
  const root = await makeFolder({
    'a.md': chapter,
    'b.md': fence('', '$ true'),
    'wrong.md': fence('a', 'x'),
  });
  const chosen = await chooseChapters(names, { root, from: root });
  return (await chooseUntil(chosen, id, root)).map(({ path, lines }) => [
    path.slice(root.length + 1),
    lines,
  ]);
}

const refusal = (id: string, ...names: string[]) =>
  choose(id, ...names).then(
    () => 'nothing was refused',
    (error: Error) => error.message,
  );

test('every step up to the end of the fence is chosen', async () => {
  expect(await choose('first', 'a.md')).toEqual([['a.md', [2, 3]]]);
  expect(await choose('last', 'a.md')).toEqual([['a.md', [2, 3, 6, 9]]]);
});

test('a chapter whose fences are wrong is chosen whole, so that it fails', async () => {
  expect(await choose('a', 'wrong.md')).toEqual([['wrong.md', undefined]]);
});

test('anything but one whole file, and an id that is not there, is refused', async () => {
  expect([
    await refusal('first', 'a.md', 'b.md'),
    await refusal('first', 'a.md:2'),
    await refusal('frist', 'a.md'),
    await refusal('first', 'b.md'),
  ]).toMatchInlineSnapshot(`
    [
      "--until: expected one whole file but found 2 files. For example: npm run verify -- --until first src/content/docs/image-management.mdx",
      "--until: expected one whole file but found lines of one. For example: npm run verify -- --until first src/content/docs/image-management.mdx",
      "a.md: expected a fence with id="frist" but found first, last. Choose one of these.",
      "b.md: expected a fence with id="first" but found no ids. Give the fence an id.",
    ]
  `);
});
