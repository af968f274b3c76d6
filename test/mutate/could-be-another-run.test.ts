import { expect, test } from 'vitest';
import { runAsWritten } from '../../src/mutate/chapter-run.ts';
import { couldBeAnotherRun } from '../../src/mutate/could-be-another-run.ts';
import { createMasking } from '../../src/mutate/mask-run.ts';
import { createLineReader } from '../../src/transcript/read-line.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';

const [a, b, c] = ['a1b2c3d4e5f6', 'b1b2c3d4e5f6', 'c1b2c3d4e5f6'];

/** Whether a run that printed `printed` could stand for a page that shows `shown` in one fence. */
function couldBe(shown: string, printed: string, meta = ''): boolean {
  const chapter = parseChapter('made.md', `\`\`\`console ${meta}\n$ x\n${shown}\n\`\`\`\n`);
  const readLine = createLineReader({ literals: new Set(), commands: [] });
  const mask = createMasking({ digests: [], commands: [] }, readLine);
  const lines = printed.split('\n').map((text) => ({ text, line: undefined }));
  return couldBeAnotherRun(
    runAsWritten(chapter).map((step) => ({ ...step, lines })),
    mask,
  );
}

test.each([
  ['renamed', `${a}\n${b}\n${a}`, `${b}\n${a}\n${b}`, ''],
  ['an ID cut elsewhere', `${a}99\n${a}`, `${b}77\n${b}7`, ''],
  ['another age', 'Up 3 seconds', 'Up About an hour', ''],
  ['padding of a wider measure', 'x 3 seconds ago   y', 'x Less than a second ago y', ''],
  ['lines that a gap hides', 'x\n...\ny', 'x\n1\n2\ny', ''],
  ['another order', `n ${a}\nm ${b}\n  of m`, `m ${c}\n  of m\nn ${a}`, 'unordered'],
  ['a gap between lines in another order', 'x\n...\n  y', '  y\nz\nx', 'unordered'],
])('could be another run: %s', (_, shown, printed, meta) => {
  expect(couldBe(shown, printed, meta)).toBe(true);
});

test.each([
  ['one identity for two', `${a}\n${b}`, `${c}\n${c}`, ''],
  ['two identities for one', `${a}\n${a}`, `${a}\n${b}`, ''],
  ['another word', `x ${a}`, `y ${a}`, ''],
  ['an age of another form', 'Up 3 seconds', 'Up 3 seconds ago', ''],
  ['a line more', 'x', 'x\ny', ''],
  ['a line less', 'x\ny', 'x', ''],
  ['another order', 'x\ny', 'y\nx', ''],
  ['two lines for one', 'x\ny', 'x\nx', 'unordered'],
  ['names changed between lines', `n ${a}\nm ${b}\nn ${a}`, `m ${a}\nn ${b}\nn ${a}`, 'unordered'],
  ['another parent', 'n\n  x\nm\n  y', 'm\n  x\nn\n  y', 'unordered'],
])('could not be another run: %s', (_, shown, printed, meta) => {
  expect(couldBe(shown, printed, meta)).toBe(false);
});
