import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordChapter } from '../../src/verify/record-chapter.ts';
import { makeFolder } from './run-script.ts';

const text = `# 장

\`\`\`console id="a"
$ echo one
eins
\`\`\`

\`\`\`console skip="not here"
$ echo two
\`\`\`

\`\`\`console
$ echo three
three
\`\`\`
`;

const printed = (line: string) => [{ lines: [line], exitCode: 0, durationMs: 1 }];
const recordings = [printed('one'), [], printed('three')];

test('only the fence that drifted is written', async () => {
  const folder = await makeFolder({ 'a.md': text });
  const path = join(folder, 'a.md');
  expect(await recordChapter(path, { text, recordings }, folder)).toEqual({
    isGood: true,
    lines: ['a.md:3:1: recorded.'],
  });
  expect(await readFile(path, 'utf8')).toBe(text.replace('eins', 'one'));
});

test.for([
  ['line ends of Windows', (t: string) => t.replaceAll('\n', '\r\n')],
  ['a byte order mark', (t: string) => `\uFEFF${t}`],
  ['no newline at the end', (t: string) => t.trimEnd()],
  ['blanks at line ends', (t: string) => t.replace('three\n', 'three  \n')],
] as const)('%s stay', async ([, change]) => {
  const before = change(text);
  const folder = await makeFolder({ 'a.md': before });
  await recordChapter(join(folder, 'a.md'), { text: before, recordings }, folder);
  expect(await readFile(join(folder, 'a.md'), 'utf8')).toBe(before.replace('eins', 'one'));
});

test('where nothing drifted, the file is not written', async () => {
  const same = text.replace('eins', 'one');
  const folder = await makeFolder({ 'a.md': same });
  const before = await stat(join(folder, 'a.md'));
  expect(await recordChapter(join(folder, 'a.md'), { text: same, recordings }, folder)).toEqual({
    isGood: true,
    lines: ['a.md: nothing to record.'],
  });
  const { ino, mtimeMs } = await stat(join(folder, 'a.md'));
  expect({ ino, mtimeMs }).toEqual({ ino: before.ino, mtimeMs: before.mtimeMs });
});

test('a file that was changed while its commands ran is left alone', async () => {
  const folder = await makeFolder({ 'a.md': text });
  const path = join(folder, 'a.md');
  await writeFile(path, `${text}\n한 줄 더\n`);
  expect(await recordChapter(path, { text, recordings }, folder)).toEqual({
    isGood: false,
    lines: [
      'a.md: expected the file as it was when its commands ran but found it changed. It was left alone; run this again.',
    ],
  });
  expect(await readFile(path, 'utf8')).toBe(`${text}\n한 줄 더\n`);
});

test('of many recordings of one text at the same time one is written, whole, and the others say so', async () => {
  const folder = await makeFolder({ 'a.md': text });
  const path = join(folder, 'a.md');
  const all = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      recordChapter(
        path,
        { text, recordings: [printed(`one ${index}`), [], printed('three')] },
        folder,
      ),
    ),
  );
  const [good, ...more] = all.flatMap(({ isGood }, index) => (isGood ? [index] : []));
  expect([good, more]).toEqual([expect.any(Number), []]);
  expect(await readFile(path, 'utf8')).toBe(text.replace('eins', `one ${good}`));
  expect(new Set(all.flatMap(({ isGood, lines }) => (isGood ? [] : lines)))).toEqual(
    new Set([expect.stringContaining('found it changed')]),
  );
  expect(await readdir(folder)).toEqual(['a.md']);
});

test('where a step could not run, nothing is written', async () => {
  const folder = await makeFolder({ 'a.md': text });
  const path = join(folder, 'a.md');
  for (const result of [undefined, { text }]) {
    expect(await recordChapter(path, result, folder)).toEqual({
      isGood: false,
      lines: ['a.md: not recorded, for the reason above.'],
    });
  }
  expect(await readFile(path, 'utf8')).toBe(text);
});
