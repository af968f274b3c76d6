import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorLines, makeFolder, runScript } from './run-script.ts';

const fence = (body: string, meta = '') => `# 장\n\n\`\`\`console${meta}\n${body}\n\`\`\`\n`;

/** None of these needs an engine: they are refused before one is started. */
const wrong = {
  'no-prompt.md': fence('docker ps'),
  'unclosed.md': '# 장\n\n```console\n$ docker ps\n',
  'unknown-word.md': fence('$ docker ps', ' unorderd'),
  'doubled-id.md': fence('$ true', ' id="a"') + fence('$ true', ' id="a"'),
  'exit-code.md': fence('$ false\n[one]'),
  'does-not-parse.mdx': `# 장\n\n<Claim>\n\n${fence('$ true')}`,
  'no-utf-8.md': Buffer.from('# x\n\n```console\n$ true\n```\n\nna\xEFve\n', 'latin1'),
  'two-at-once.md': fence('$ false\n[one]\n$ \n'),
};

test.for(['verify', 'record'] as const)(
  '%s says of every wrong fence where it is and what to do, fails, and changes no file',
  async (script) => {
    const folder = await makeFolder(wrong);
    const run = await runScript(script, folder, Object.keys(wrong));
    expect(errorLines(run).join('\n')).toMatchInlineSnapshot(`
      "TranscriptError: does-not-parse.mdx:3:1: expected MDX that parses but found a mistake: Expected a closing tag for \`<Claim>\`. Correct it; a < or { in a sentence needs a \\ before it.
      TranscriptError: doubled-id.md:8:12: expected an id that is unique in its chapter but found "a", which line 3 has. Choose another.
      TranscriptError: exit-code.md:5:1: expected an exit code from 1 to 255 but found [one]. If it was printed, write "\\[one]".
      TranscriptError: no-prompt.md:4:1: expected "$ " before the first line of a console fence but found "docker ps". Add the prompt, or use a "sh" fence if it is not run.
      TranscriptError: no-utf-8.md:7:1: expected UTF-8 but found bytes that are none. Save the file as UTF-8.
      TranscriptError: two-at-once.md:5:1: expected an exit code from 1 to 255 but found [one]. If it was printed, write "\\[one]".
      TranscriptError: two-at-once.md:6:1: expected a command after "$" but found none. Write one or delete the line.
      TranscriptError: unclosed.md:3:1: expected a line \`\`\` that closes this fence but found the end of the text around it. Add it.
      TranscriptError: unknown-word.md:3:12: expected one of the meta words id, answer, timeout, varies, host, needs, skip, unordered but found unorderd. Correct its spelling or delete it."
    `);
    expect(run.exitCode).toBe(1);
    for (const [name, content] of Object.entries(wrong)) {
      expect((await readFile(join(folder, name))).equals(Buffer.from(content))).toBe(true);
    }
  },
);

test.for(['verify', 'record'] as const)(
  '%s refuses commands that would not work on the next run, each at its place, and runs none',
  async (script) => {
    const files = {
      'id.md': fence('$ true\n$ docker rm 8d0c1f0a3b5e', ' timeout="1s"'),
      'name.md': fence('$ docker run --name cafe x\n$ docker \\\n>   run --name=db x'),
    };
    const folder = await makeFolder(files);
    const run = await runScript(script, folder, Object.keys(files));
    expect(errorLines(run).map((line) => line.split(': expected')[0])).toEqual([
      'TranscriptError: id.md:5:13',
      'TranscriptError: name.md:4:21',
      'TranscriptError: name.md:6:16',
    ]);
    expect([run.exitCode, run.text]).toEqual([1, expect.not.stringContaining('✓')]);
    for (const [name, content] of Object.entries(files)) {
      expect(await readFile(join(folder, name), 'utf8')).toBe(content);
    }
  },
);

test('the wrong line is shown with the lines around it', async () => {
  const folder = await makeFolder({ 'a.md': wrong['no-prompt.md'] });
  const { text } = await runScript('verify', folder, ['a.md']);
  expect(text.slice(text.indexOf(' ❯ a.md:'), text.indexOf('⎯⎯[1/1]')).replace(/⎯+$/, ''))
    .toMatchInlineSnapshot(`
    " ❯ a.md:4:1
          2|
          3| \`\`\`console
          4| docker ps
           | ^
          5| \`\`\`
          6|

    "
  `);
});

test('what cannot be chosen is said before anything runs', async () => {
  const folder = await makeFolder({ 'plain.md': '# 장\n', 'fine.md': fence('$ true') });
  const say = async (script: 'verify' | 'record', ...files: string[]) => {
    const { exitCode, text } = await runScript(script, folder, files);
    return [exitCode, text];
  };
  expect([
    await say('verify', 'gone.md', 'fine.md'),
    await say('record', 'plain.md'),
    await say('record', 'fine.md:4'),
    await say('verify'),
  ]).toMatchInlineSnapshot(`
    [
      [
        1,
        "gone.md: expected a Markdown or MDX file but found nothing there. Correct the path; it counts from /project.",
      ],
      [
        1,
        "plain.md: expected a \`\`\`console fence but found none. Write one, or leave this file out.",
      ],
      [
        1,
        "Expected files but found lines of files. Record whole chapters.",
      ],
      [
        1,
        "src/content/docs: expected chapters with \`\`\`console fences but found none. Name a file: npm run verify -- path/to/file.md",
      ],
    ]
  `);
});
