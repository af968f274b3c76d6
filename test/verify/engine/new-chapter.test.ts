import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { makeFolder, runScript } from '../run-script.ts';

const project = join(import.meta.dirname, '../../..');

/** The course's list in a folder with one chapter. */
async function makeCourse(): Promise<string> {
  const list = await readFile(join(project, 'src/course.ts'), 'utf8');
  return makeFolder({ 'src/course.ts': list, 'src/content/docs/there.mdx': '# 있어요\n' });
}

async function make(folder: string, ...args: string[]): Promise<string> {
  const script = join(project, 'scripts/new-chapter.ts');
  const run = await execa('node', [script, ...args], { cwd: folder, reject: false, all: true });
  return `${run.exitCode} ${run.all}`;
}

test('a new chapter verifies at once, leaves nothing, and is in the list of the course, which stays formatted', async () => {
  const folder = await makeCourse();
  expect(await make(folder, 'new-one', '새 장: "따옴표" #1')).toMatchInlineSnapshot(`
    "0 src/content/docs/new-one.mdx: made, and put at the end of a part in src/course.ts; move it where it belongs.
    Write with: npm start. Run it whenever you save: npm run verify -- --watch src/content/docs/new-one.mdx"
  `);
  const chapter = 'src/content/docs/new-one.mdx';
  const nothingLeft = '```console\n$ docker image ls --quiet; docker ps --all --quiet\n```\n';
  await appendFile(join(folder, chapter), nothingLeft);
  const verified = await runScript('verify', folder, [chapter]);
  expect([verified.exitCode, verified.text]).toEqual([0, expect.stringContaining('4 passed')]);
  const { course } = (await import(
    join(folder, 'src/course.ts')
  )) as typeof import('../../../src/course.ts');
  expect(course.at(-2)?.chapters.at(-1)).toBe('new-one');
  const prettier = join(project, 'node_modules/.bin/prettier');
  const config = join(project, '.prettierrc.json');
  await execa({
    cwd: project,
  })`${prettier} --config ${config} --check ${join(folder, 'src/course.ts')} ${join(folder, chapter)}`;
});

test('a slug that is there, or cannot be an address, is refused, and nothing is written', async () => {
  const folder = await makeCourse();
  const list = await readFile(join(folder, 'src/course.ts'), 'utf8');
  expect([
    await make(folder),
    await make(folder, 'new-one'),
    await make(folder, 'there', '있어요'),
    await make(folder, 'glossary', '있어요'),
    await make(folder, 'New_One', '이름'),
    await make(folder, '../escape', '이름'),
    await make(folder, 'new-one', '이름', 'more'),
  ]).toMatchInlineSnapshot(`
    [
      "1 Expected a slug and, in quotes, a title of one line. For example: npm run new-chapter -- volumes "볼륨"",
      "1 Expected a slug and, in quotes, a title of one line. For example: npm run new-chapter -- volumes "볼륨"",
      "1 src/content/docs/there.mdx: expected a new chapter but found that it is there. Choose another slug.",
      "1 src/content/docs/glossary.mdx: expected a new chapter but found that it is there. Choose another slug.",
      "1 New_One: expected small letters, digits and single hyphens, since it becomes the address for good. For example: npm run new-chapter -- volumes "볼륨"",
      "1 ../escape: expected small letters, digits and single hyphens, since it becomes the address for good. For example: npm run new-chapter -- volumes "볼륨"",
      "1 Expected a slug and, in quotes, a title of one line. For example: npm run new-chapter -- volumes "볼륨"",
    ]
  `);
  expect(await readFile(join(folder, 'src/course.ts'), 'utf8')).toBe(list);
  expect(await readdir(join(folder, 'src/content/docs'))).toEqual(['there.mdx']);
});
