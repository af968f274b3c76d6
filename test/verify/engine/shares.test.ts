import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, runScript } from '../run-script.ts';

const fence = (body: string, meta = '') => `\`\`\`console${meta}\n${body}\n\`\`\`\n`;
const course = {
  'src/content/docs/a.mdx':
    fence('$ docker volume create mine\nmine') + fence('$ true', ' skip="no"'),
  'src/content/docs/b.mdx': fence('$ echo one\neins\n$ echo two\ntwo'),
  'src/content/docs/c.mdx': fence('no prompt'),
  'src/content/docs/d.mdx': fence('$ echo four\nfour'),
};

/** All that a run left, without what differs from run to run. */
async function readResults(folder: string): Promise<string[]> {
  const files = [
    'reports/verify.json',
    'reports/summary.md',
    'reports/record.patch',
    'reports/junit.xml',
  ];
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.map((text) =>
    text
      .replaceAll(folder, '/project')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, 'DATE')
      .replace(/("durationMs": |time=")[\d.]+/g, '$1N')
      .replace(/\d+\.\d s/g, 'N s'),
  );
}

/** Which chapter each test case of a JUnit file is of; Vitest lists chapters as they end. */
const sortCases = (junit = '') => (junit.match(/<testcase [^>]+>/g) ?? []).sort();

test('shares that are merged say what one run of everything says', async () => {
  const [whole, shared] = [await makeFolder(course), await makeFolder(course)];
  const one = await runScript('verify', whole);
  for (const share of ['1/2', '2/2']) await runScript('verify', shared, ['--shard', share]);
  await rm(join(shared, 'reports/verify.json'));
  const merged = await runScript('merge', shared, ['reports/blobs']);

  expect([one.exitCode, merged.exitCode]).toEqual([1, 1]);
  const [expected, found] = [await readResults(whole), await readResults(shared)];
  expect(found.slice(0, 3)).toEqual(expected.slice(0, 3));
  expect(sortCases(found[3])).toEqual(sortCases(expected[3]));
  expect(sortCases(found[3])).toHaveLength(6);
});

test('a share that is missing is told by its chapters, and what is there is kept', async () => {
  const fine = {
    ...course,
    'src/content/docs/b.mdx': fence('$ true'),
    'src/content/docs/c.mdx': fence('$ true'),
  };
  const folder = await makeFolder(fine);
  expect((await runScript('verify', folder, ['--shard', '1/2'])).exitCode).toBe(0);
  const { exitCode, text } = await runScript('merge', folder, ['reports/blobs']);
  expect(exitCode).toBe(1);
  expect(text.split('\n').filter((line) => line.includes('expected it in a share')))
    .toMatchInlineSnapshot(`
    [
      "src/content/docs/b.mdx: expected it in a share of 28.5-containerd but found it in none. Empty the folder and run every share anew.",
      "src/content/docs/d.mdx: expected it in a share of 28.5-containerd but found it in none. Empty the folder and run every share anew.",
    ]
  `);
  expect(await readFile(join(folder, 'reports/summary.md'), 'utf8')).toContain(
    '**2 chapters good, 2 not**',
  );
});

test('what no share has left, and a share that is there twice or cut short, cannot be merged', async () => {
  const folder = await makeFolder({
    'src/content/docs/a.mdx': course['src/content/docs/d.mdx'],
    'cut/28.5-containerd/1-of-2.json': '[["5.1',
  });
  await runScript('verify', folder, ['--shard', '1/1']);
  const blob = await readFile(join(folder, 'reports/blobs/28.5-containerd/1-of-1.json'));
  const twice = await makeFolder({
    '28.5-containerd/1.json': blob,
    '28.5-containerd/2.json': blob,
  });
  const say = async (...names: string[]) => {
    const { exitCode, text } = await runScript('merge', folder, names);
    return `${exitCode} ${text.replaceAll(twice, '/twice').trim().split('\n').at(-1)}`;
  };
  expect([await say(), await say('nowhere'), await say('.'), await say('cut'), await say(twice)])
    .toMatchInlineSnapshot(`
    [
      "1 Expected one folder. For example: npm run merge -- reports/blobs",
      "1 /project/nowhere: expected what shares of a run have left (npm run verify -- --shard 1/2) but found none. Empty the folder and run every share anew.",
      "1 /project: expected what shares of a run have left (npm run verify -- --shard 1/2) but found none. Empty the folder and run every share anew.",
      "1 /project/cut/28.5-containerd: expected what shares of a run have left (npm run verify -- --shard 1/2) but found: SyntaxError: Unterminated string in JSON at position 6 (line 1 column 7). Empty the folder and run every share anew.",
      "1 /twice/28.5-containerd: expected each chapter in one share but found src/content/docs/a.mdx in two. Empty the folder and run every share anew.",
    ]
  `);
});
