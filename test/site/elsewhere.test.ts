import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import { renderFence } from './render-fence.ts';

const code = '$ docker images\nweb  4.42MB\n$ docker ps\nnone';

/** A project whose lines are known to print these files' contents for `chapter.mdx`. */
function makeProject(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'dollyeo-elsewhere-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [line, text] of Object.entries(files)) {
    const file = join(root, `engines/${line}/chapter.md`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return root;
}

const section = (size: string, more = '') => `## list, step 1${more}

\`overlay2\`는 다르게 세어요.

\`\`\`console
$ docker images
web  ${size}
[1]
\`\`\`
`;

const otherLines = ['28.5-overlay2', '26.1-overlay2', '20.10-overlay2'];

const render = (root: string) =>
  renderFence(code, {
    ...{ meta: 'id="list"', root, otherLines },
    file: 'src/content/docs/chapter.mdx',
  });

test('what other lines print is below the fence, lines that print the same together', async () => {
  const root = makeProject({
    '28.5-overlay2': section('2.11MB'),
    '26.1-overlay2': section('2.11MB'),
    '20.10-overlay2': section('2.12MB', ': not possible'),
  });
  const { elsewhere } = await render(root);
  expect(elsewhere).toMatchInlineSnapshot(`
    [
      {
        "lines": "28.5-overlay2 26.1-overlay2",
        "text": [
          "Engine 28.5 · overlay2, Engine 26.1 · overlay2에서는",
          "overlay2는 다르게 세어요.",
          "$ docker images",
          "web 2.11MB",
          "종료 코드 1",
        ],
      },
      {
        "lines": "20.10-overlay2",
        "text": [
          "Engine 20.10 · overlay2에서는",
          "이 엔진에서는 할 수 없어요. overlay2는 다르게 세어요.",
          "$ docker images",
          "web 2.12MB",
          "종료 코드 1",
        ],
      },
    ]
  `);
});

test('a fence that all lines print alike has nothing below it', async () => {
  expect((await render(makeProject({}))).html).not.toContain('elsewhere');
  const ofAnother = section('2.11MB').replace('list', 'other');
  const { elsewhere } = await render(makeProject({ '28.5-overlay2': ofAnother }));
  expect(elsewhere).toEqual([]);
});

test('a difference of a command that the page no longer has is not shown', async () => {
  const ofOther = section('2.11MB').replace('docker images', 'docker image ls');
  const { elsewhere } = await render(makeProject({ '28.5-overlay2': ofOther }));
  expect(elsewhere).toEqual([]);
});

test('a prompt is no part of the command, tells the machine, and Korean is told from English', async () => {
  const root = makeProject({
    '28.5-overlay2': `## list, step 1

까닭이에요.

\`\`\`console
$ echo 하나 \\
> two --first
하나 two
\`\`\`
`,
  });
  const { html } = await renderFence('$ echo 하나 \\\n> two --first\n하나', {
    ...{ meta: 'id="list" host="busan"', root, otherLines },
    file: 'src/content/docs/chapter.mdx',
  });
  expect(html.match(/<div class="line-(command|output)".*?<\/div>/g)).toEqual([
    '<div class="line-command" lang="ko"><span class="step-prompt"><span class="step-host">busan\u00a0</span>$\u00a0</span>echo 하나 \\</div>',
    '<div class="line-command" lang="en"><span class="step-prompt">>\u00a0</span>two <span class="option">--first</span></div>',
    '<div class="line-output" lang="ko">하나 two</div>',
  ]);
});

test('rows of columns scroll, and keys reach them; other lines do not', async () => {
  const draw = async (output: string) =>
    (await render(makeProject({ '28.5-overlay2': section(output) }))).html;
  const table = await draw('SIZE\nanother   2.12MB');
  expect(table.match(/class="line-screen"[^>]* tabindex="0"/g)).toHaveLength(1);
  expect(table.match(/class="line-output line-row"/g)).toHaveLength(1);
  const text = await draw('and more');
  expect(text.match(/class="line-screen"/g)).toHaveLength(1);
  expect(text).not.toMatch(/class="line-screen"[^>]* tabindex|line-row/);
});

test('lines that print the same are not together where only one of them cannot do the step', async () => {
  const root = makeProject({
    '28.5-overlay2': section('2.11MB'),
    '26.1-overlay2': section('2.11MB', ': not possible'),
  });
  const { elsewhere } = await render(root);
  expect(elsewhere.map(({ lines, text }) => [lines, text[1]])).toEqual([
    ['28.5-overlay2', 'overlay2는 다르게 세어요.'],
    ['26.1-overlay2', '이 엔진에서는 할 수 없어요. overlay2는 다르게 세어요.'],
  ]);
});

test('what some lines print in the same way is there once, also where they do not agree on another step', async () => {
  const second = (output: string) =>
    `\n## list, step 2\n\n\`\`\`console\n$ docker ps\n${output}\n\`\`\`\n`;
  const root = makeProject({
    '28.5-overlay2': section('2.11MB') + second('some'),
    '26.1-overlay2': second('many') + section('2.11MB'),
    '20.10-overlay2': second('many') + section('2.11MB'),
  });
  const { elsewhere } = await render(root);
  expect(elsewhere.map(({ lines, text }) => [lines, ...text.slice(1)])).toEqual([
    [
      '28.5-overlay2 26.1-overlay2 20.10-overlay2',
      'overlay2는 다르게 세어요.',
      '$ docker images',
      'web 2.11MB',
      '종료 코드 1',
    ],
    ['28.5-overlay2', '$ docker ps', 'some'],
    ['26.1-overlay2 20.10-overlay2', '$ docker ps', 'many'],
  ]);
});
