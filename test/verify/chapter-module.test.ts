import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import { printChapterModule, printProblemsModule } from '../../src/verify/chapter-module.ts';

const text = `# 장

\`\`\`console
$ echo one
one
$ cat <<E
> $ two
> E
$ two
\`\`\`
`;

test('each step is registered on its own line of a module that is as long as the chapter', () => {
  const { code } = printChapterModule(parseChapter('a.md', text), '/a.md');
  const lines = code.split('\n');
  expect(lines).toHaveLength(text.split('\n').length);
  expect(lines.slice(1)).toEqual([
    '',
    '',
    'step(0, 0);',
    '',
    'step(0, 1);',
    '',
    '',
    'step(0, 2);',
    '',
    '',
  ]);
});

test('each mistake is registered on its own line', () => {
  const place = { file: 'a.md', line: 2, column: 3 };
  const { code } = printProblemsModule([{ place, sentence: 'no' }], '', '/a.md');
  expect(code.split('\n')[1]).toBe(
    'problem({"place":{"file":"a.md","line":2,"column":3},"sentence":"no"}, "/a.md");',
  );
});

test.for(['\n', '\r\n', '\r'])('a step keeps its line whatever ends the lines', (end) => {
  fc.assert(
    fc.property(fc.nat({ max: 5 }), (before) => {
      const chapter = `${end.repeat(before)}\`\`\`console${end}$ true${end}\`\`\`${end}`;
      const { code } = printChapterModule(parseChapter('a.md', chapter), '/a.md');
      expect(code.split('\n')[before + 1]).toBe('step(0, 0);');
    }),
  );
});
