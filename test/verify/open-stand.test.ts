import { expect, test } from 'vitest';
import { startComparison } from '../../src/transcript/compare.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import { openStand } from '../../src/verify/open-stand.ts';
import { runChapter } from '../../src/verify/run-chapter.ts';

/** Runs a chapter on machines that only write down what they are told, in order. */
async function play(text: string, hosts: readonly string[]): Promise<string[]> {
  const told: string[] = [];
  const chapter = parseChapter('a.md', text);
  const machines = hosts.map((host) => ({
    openSession: () =>
      Promise.resolve({
        run: ({ command }: { command: string }) => {
          told.push(`${host}$ ${command}`);
          return Promise.resolve({ lines: [], exitCode: 0, durationMs: 0 });
        },
        findSyntaxErrors: () => Promise.resolve([]),
      }),
    hasLimits: true,
    writeFile: (path: string, content: string) => {
      told.push(`${host}: ${path} = ${JSON.stringify(content)}`);
      return Promise.resolve();
    },
  }));
  const comparison = startComparison({ literals: new Set(), commands: [] });
  const { outcomes } = runChapter(chapter.transcripts, () =>
    openStand(chapter, machines, comparison),
  );
  await Promise.all(outcomes.flat());
  return told;
}

const file = (path: string, content: string) => `\`\`\`txt title="${path}"\n${content}\n\`\`\`\n`;
const run = (command: string, meta = '') => `\`\`\`console${meta}\n$ ${command}\n\`\`\`\n`;

test('a shown file is written once, before the first step after it, each version in its turn', async () => {
  const text = [
    run('one'),
    file('a.txt', 'first'),
    file('b/c.txt', 'other'),
    run('two\n$ three'),
    file('a.txt', 'second'),
    run('four'),
    file('never.txt', ''),
  ].join('\n');
  expect(await play(text, ['course'])).toMatchInlineSnapshot(`
    [
      "course$ one",
      "course: a.txt = "first\\n"",
      "course: b/c.txt = "other\\n"",
      "course$ two",
      "course$ three",
      "course: a.txt = "second\\n"",
      "course$ four",
    ]
  `);
});

test('a fence runs on the host that it names or on the first one, and files go to where the next fence runs', async () => {
  const text = [
    '---\nhosts: [seoul, busan]\n---\n',
    file('a.txt', 'x'),
    run('one', ' host="busan"'),
    file('b.txt', 'y'),
    run('two'),
    file('c.txt', 'z'),
    run('three', ' host="busan" skip="no"'),
    run('four', ' host="seoul"'),
  ].join('\n');
  expect(await play(text, ['seoul', 'busan'])).toMatchInlineSnapshot(`
    [
      "busan: a.txt = "x\\n"",
      "busan$ one",
      "seoul: b.txt = "y\\n"",
      "seoul$ two",
      "seoul: c.txt = "z\\n"",
      "seoul$ four",
    ]
  `);
});
