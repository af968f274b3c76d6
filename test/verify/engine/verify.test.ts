import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Report } from '../../../src/transcript/types.ts';
import { errorLines, makeFolder, runScript } from '../run-script.ts';

const fence = (body: string, meta = '') => `\`\`\`console${meta}\n${body}\n\`\`\`\n`;

async function readReport(folder: string): Promise<Report> {
  return JSON.parse(await readFile(join(folder, 'reports/verify.json'), 'utf8')) as Report;
}

test('a chapter whose steps print what it says is verified, and the report says on what', async () => {
  const folder = await makeFolder({
    'a.md': fence('$ echo one\none\n$ false\n[1]', ' id="first"') + fence('$ true', ' skip="no"'),
  });
  const run = await runScript('verify', folder, ['a.md']);
  expect(run.exitCode).toBe(0);
  expect(await readReport(folder)).toEqual({
    version: 1,
    chapters: [
      {
        file: 'a.md',
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        commit: '',
        dirty: false,
        engineLine: '28.5-containerd',
        key: expect.stringMatching(/^[0-9a-f]{64}$/),
        engine: {
          server: expect.stringMatching(/^28\.5\./),
          client: expect.stringMatching(/^28\.5\./),
          imageStore: 'containerd',
          platform: expect.stringMatching(/^linux\//),
        },
        durationMs: expect.any(Number),
        fences: [
          {
            id: 'first',
            hash: expect.stringMatching(/^[0-9a-f]{64}$/),
            line: 1,
            outcome: 'verified',
            steps: [
              { command: 'echo one', line: 2, outcome: 'verified', durationMs: expect.any(Number) },
              { command: 'false', line: 4, outcome: 'verified', durationMs: expect.any(Number) },
            ],
          },
          {
            hash: expect.stringMatching(/^[0-9a-f]{64}$/),
            line: 7,
            outcome: 'skipped',
            reason: 'no',
            steps: [{ command: 'true', line: 8, outcome: 'skipped', durationMs: 0 }],
          },
        ],
      },
    ],
  });
});

test('every drift of a chapter is said, at the line and column of the output that differs', async () => {
  const folder = await makeFolder({
    '한 글 [1] (초안)/장.mdx': `# 장

<div>
${fence('$ printf "one\\ntwo\\nthree\\n"\none\ntow\nthree\n$ cd /tmp; false')}
${fence('$ pwd\n/tmp\n$ docker network create mine\nbad\n$ nope\n$ echo $X\n\n$ :\nmore')}
</div>
`,
  });
  const run = await runScript('verify', folder, ['한 글 [1] (초안)/장.mdx']);
  expect(run.exitCode).toBe(1);
  expect(
    errorLines(run)
      .join('\n')
      .replace(/[0-9a-f]{64}/, '<64 hex>'),
  ).toMatchInlineSnapshot(`
    "DriftError: 한 글 [1] (초안)/장.mdx:16:1: expected "bad" but found "<64 hex>". Correct the page, or if what was printed is right, let "npm run record" write it.
    DriftError: 한 글 [1] (초안)/장.mdx:17:1: expected no more output but found "bash: nope: command not found". Also expected exit code 0 but found 127. Correct the page, or if what was printed is right, let "npm run record" write it.
    DriftError: 한 글 [1] (초안)/장.mdx:19:1: expected an empty line but the output had ended. Correct the page, or if what was printed is right, let "npm run record" write it.
    DriftError: 한 글 [1] (초안)/장.mdx:21:1: expected "more" but the output had ended. Correct the page, or if what was printed is right, let "npm run record" write it.
    DriftError: 한 글 [1] (초안)/장.mdx:7:2: expected "tow" but found "two". Correct the page, or if what was printed is right, let "npm run record" write it.
    DriftError: 한 글 [1] (초안)/장.mdx:9:1: expected exit code 0 but found 1. Correct the page, or if what was printed is right, let "npm run record" write it."
  `);
  const [fence0, fence1] = (await readReport(folder)).chapters[0]?.fences ?? [];
  expect([fence0?.outcome, fence0?.steps.map(({ outcome }) => outcome)]).toMatchInlineSnapshot(`
    [
      "drifted",
      [
        "drifted",
        "drifted",
      ],
    ]
  `);
  expect([fence1?.outcome, fence1?.steps.map(({ outcome }) => outcome)]).toMatchInlineSnapshot(`
    [
      "drifted",
      [
        "verified",
        "drifted",
        "drifted",
        "drifted",
        "drifted",
      ],
    ]
  `);
});

test('the diff shows what differs beyond renaming, with the page around it', async () => {
  const folder = await makeFolder({
    'a.md': fence(
      `$ docker volume create
${'a'.repeat(64)}
$ docker volume ls
DRIVER    VOLUME NAME
local     ${'a'.repeat(64)}
nfs       other`,
    ),
  });
  const { text } = await runScript('verify', folder, ['a.md']);
  expect(text.slice(text.indexOf('DriftError'), text.indexOf('⎯⎯[1/1]')).replace(/⎯+$/, ''))
    .toMatchInlineSnapshot(`
    "DriftError: a.md:7:1: expected "nfs       other" but the output had ended. Correct the page, or if what was printed is right, let "npm run record" write it.

    - The page says
    + The engine printed

      DRIVER    VOLUME NAME
      local     aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    - nfs       other

     ❯ a.md:7:1
          5| DRIVER    VOLUME NAME
          6| local     aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…
          7| nfs       other
           | ^
          8| \`\`\`
          9|

    "
  `);
});

test('JUnit has a test case per step and the place of each failure', async () => {
  const folder = await makeFolder({ 'a.md': fence('$ echo one\none\n$ echo two\nzwei') });
  await runScript('verify', folder, ['a.md']);
  const junit = await readFile(join(folder, 'reports/junit.xml'), 'utf8');
  expect(junit).toContain('tests="2" failures="1"');
  expect(junit).toContain('<testcase classname="a.md" name="echo two"');
  expect(junit).toContain('❯ a.md:5:1');
});

test('chosen lines run after the steps before them, decide the exit code, and leave the report', async () => {
  const folder = await makeFolder({
    'a.md': fence('$ X=1\n$ echo wrong\nbad\n$ echo $X\n1'),
    'b.md': fence('$ true', ' skip="no"') + fence('$ true'),
  });
  const good = await runScript('verify', folder, ['a.md:6']);
  expect([good.exitCode, errorLines(good)]).toEqual([0, []]);
  const bad = await runScript('verify', folder, ['a.md:3']);
  expect([bad.exitCode, errorLines(bad)]).toEqual([
    1,
    [expect.stringMatching(/^DriftError: a.md:4:1/)],
  ]);
  await expect(readReport(folder)).rejects.toThrow('ENOENT');
  const skipped = await runScript('verify', folder, ['b.md:2']);
  expect(skipped.exitCode).toBe(1);
  expect(skipped.text).toContain('Expected at least one step to run');
});

test('the course is what lies in its folder; chapters run side by side, each on a machine of its own', async () => {
  const chapter = fence('$ docker volume create mine\nmine\n$ docker volume ls -q\nmine');
  const folder = await makeFolder({
    'src/content/docs/index.mdx': '# 처음\n',
    'src/content/docs/a.mdx': chapter,
    'src/content/docs/b.mdx': chapter,
    'src/content/docs/part/c.mdx': `---\nimages: [localhost:5050/web:1.0]\n---\n${fence("$ docker images --format '{{.Repository}}:{{.Tag}}'\nlocalhost:5050/web:1.0")}`,
  });
  const whole = await runScript('verify', folder);
  expect([whole.exitCode, errorLines(whole)]).toEqual([0, []]);
  const first = await readReport(folder);
  expect(first.chapters.map(({ file }) => file)).toEqual([
    'src/content/docs/a.mdx',
    'src/content/docs/b.mdx',
    'src/content/docs/part/c.mdx',
  ]);
  await runScript('verify', folder, ['--no-cache', 'src/content/docs/b.mdx']);
  const second = await readReport(folder);
  expect(second.chapters.map(({ date }, index) => date === first.chapters[index]?.date)).toEqual([
    true,
    false,
    true,
  ]);
});

test('a file verifies whatever its path is made of, in the project or outside of it', async () => {
  const names = [
    '왜? [초안] #1 (가)/무엇?raw #2.md',
    'a%b&c;.md',
    'a%20b.mdx',
    '$HOME `id` {a,b} *.mdx',
    '-x.md',
  ];
  const chapter = fence('$ echo one\neins');
  const outside = await makeFolder(Object.fromEntries(names.map((name) => [name, chapter])));
  const inside = await makeFolder(Object.fromEntries(names.map((name) => [name, chapter])));
  const files = [...names.map((name) => `./${name}`), ...names.map((name) => join(outside, name))];
  const run = await runScript('verify', inside, files);
  const expected = [...names, ...names.map((name) => join(outside, name))].map(
    (name) => `DriftError: ${name}:3:1: expected "eins" but found "one".`,
  );
  expect(errorLines(run).map((line) => line.replace(/ Correct.*/, ''))).toEqual(expected.sort());
  expect(run.exitCode).toBe(1);
});
