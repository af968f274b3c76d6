import { lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { messageOf, startLesson } from './start-lesson.ts';

test('a file lands in the folder that the chapter started in, wherever the shell is, with the folders it needs', async () => {
  await using lesson = await startLesson();
  await lesson.run('cd /tmp');
  const text = '한글 \t$HOME `x` \'"\\\n\n';
  await lesson.sandbox.writeFile('a b/-n $X/파일.txt', text);
  const path = '/root/course/a b/-n $X/파일.txt';
  expect(await lesson.sandbox.ask(['cat', path])).toBe(text);
  expect(await lesson.sandbox.ask(['stat', '--format', '%U %a', path])).toBe('root 644\n');
  await lesson.sandbox.writeFile('a b/-n $X/파일.txt', '');
  expect(await lesson.sandbox.ask(['cat', path])).toBe('');
});

test('a link that a lesson leaves in the way of a file leads to nothing on this machine', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dollyeo-host-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'precious');
  writeFileSync(file, 'mine');
  const before = lstatSync(file);
  await using lesson = await startLesson();
  await lesson.run(`ln -s ${file} compose.yaml; ln -s ${folder} site`);
  await lesson.sandbox.writeFile('compose.yaml', 'theirs').catch(() => {});
  await lesson.sandbox.writeFile('site/precious', 'theirs').catch(() => {});
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect(lstatSync(file).mtimeMs).toBe(before.mtimeMs);
});

test('a file that cannot be written is told in a sentence', async () => {
  await using lesson = await startLesson();
  await lesson.run('mkdir compose.yaml; touch site');
  const write = (path: string) => messageOf(lesson.sandbox.writeFile(path, ''));
  expect(await write('compose.yaml')).toMatchInlineSnapshot(
    `"expected to write compose.yaml into the folder that the chapter starts in but found: /root/course/compose.yaml: Is a directory. Look for what the steps before it left there."`,
  );
  expect(await write('site/index.html')).toMatchInlineSnapshot(
    `"expected to write site/index.html into the folder that the chapter starts in but found: cannot create directory ‘/root/course/site’: File exists. Look for what the steps before it left there."`,
  );
  await lesson.run('cd /; rm --recursive /root/course');
  expect(await write('a.txt')).toMatchInlineSnapshot(
    `"expected to write a.txt into the folder that the chapter starts in but found: cannot open current working directory: No such file or directory. Look for what the steps before it left there."`,
  );
});
