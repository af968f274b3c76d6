import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { course } from '../../src/course.ts';
import { courseSidebar } from '../../src/site/sidebar.ts';

async function folderWith(...files: string[]): Promise<URL> {
  const root = await mkdtemp(join(tmpdir(), 'course-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await mkdir(join(root, 'src/content/docs'), { recursive: true });
  for (const file of files) await writeFile(join(root, 'src/content/docs', file), '');
  return pathToFileURL(`${root}/`);
}

test('the side bar lists parts and chapters in the order of the course', async () => {
  const root = await folderWith('one.mdx', 'two.mdx');
  expect(courseSidebar([{ title: '가', chapters: ['two', 'one'] }], root)).toEqual([
    { label: '가', items: [{ slug: 'two' }, { slug: 'one' }] },
  ]);
});

test('a chapter without a file is named with what to do', async () => {
  const root = await folderWith('one.mdx');
  expect(() =>
    courseSidebar([{ title: '가', chapters: ['one', 'two'] }], root),
  ).toThrowErrorMatchingInlineSnapshot(
    `[Error: src/course.ts: expected the chapter "two" of 「가」 in src/content/docs/two.mdx, but there is no such file. Write it, or take "two" out of the list.]`,
  );
});

test('no chapter stands in the course twice', () => {
  const slugs = course.flatMap(({ chapters }) => chapters);
  expect(slugs).toEqual([...new Set(slugs)]);
});
