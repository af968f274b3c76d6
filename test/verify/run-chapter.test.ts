import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SandboxError } from '../../src/sandbox/errors.ts';
import type { Session, StepToRun } from '../../src/sandbox/types.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import { startComparison } from '../../src/transcript/compare.ts';
import type { Outcome } from '../../src/verify/outcome.ts';
import { openStand } from '../../src/verify/open-stand.ts';
import { runChapter } from '../../src/verify/run-chapter.ts';

/** A shell that knows `echo`, `hang` (which cannot be run) and, as bash does, an open quote. */
function openEcho(asked: StepToRun[] = []): Session {
  return {
    run(step) {
      asked.push(step);
      if (step.command === 'hang') return Promise.reject(new SandboxError('it hung'));
      const lines = [step.command.replace(/^echo /, '')];
      return Promise.resolve({ lines, exitCode: 0, durationMs: 1 });
    },
    findSyntaxErrors: (commands) =>
      Promise.resolve(
        commands.map((command) => (command.includes('"') ? 'open quote' : undefined)),
      ),
  };
}

async function run(
  fences: string[],
  open: () => Promise<Session>,
  hasLimits = true,
): Promise<Outcome[][]> {
  const chapter = parseChapter(
    'a.md',
    fences.map((fence) => `\`\`\`console${fence}\n\`\`\`\n`).join('\n'),
  );
  const comparison = startComparison({ literals: new Set(), commands: [] });
  const { outcomes } = runChapter(chapter.transcripts, async () => {
    const session = await open();
    return openStand(
      chapter,
      [
        {
          openSession: () => Promise.resolve(session),
          writeFile: () => Promise.resolve(),
          hasLimits,
        },
      ],
      comparison,
    );
  });
  return Promise.all(outcomes.map((steps) => Promise.all(steps)));
}

const echo = async () => Promise.resolve(openEcho());
const kinds = (outcomes: Outcome[][]) => outcomes.map((steps) => steps.map(({ kind }) => kind));

test('a drift stops nothing', async () => {
  const outcomes = await run(
    ['\n$ echo one\none\n$ echo two\nzwei', '\n$ echo three\nthree'],
    echo,
  );
  expect(kinds(outcomes)).toEqual([['verified', 'drifted'], ['verified']]);
});

test('a drift of a fence that needs limits is only not possible where there are none, and is not recorded there', async () => {
  const fences = [
    '\n$ echo one\none\n$ echo two\nzwei',
    ' needs="limits"\n$ echo three\nthree\n$ echo four\nvier',
  ];
  expect(kinds(await run(fences, echo))).toEqual([
    ['verified', 'drifted'],
    ['verified', 'drifted'],
  ]);
  const [first, second] = await run(fences, echo, false);
  expect(kinds([first ?? []])).toEqual([['verified', 'drifted']]);
  expect(second?.map(({ kind }) => kind)).toEqual(['verified', 'not possible']);
  expect(second?.[1]).not.toHaveProperty('recording');
});

test('after a step that could not run, the rest is not run, and a skipped fence is still skipped', async () => {
  const outcomes = await run(
    ['\n$ echo one\none\n$ hang\n$ echo two\ntwo', '\n$ echo three\nthree', ' skip="no"\n$ echo x'],
    echo,
  );
  expect(kinds(outcomes)).toEqual([['verified', 'failed', 'not run'], ['not run'], ['skipped']]);
  expect(outcomes[1]?.[0]).toEqual({
    kind: 'not run',
    failed: { file: 'a.md', line: 4, column: 1 },
  });
});

test('where no session opens, the first step fails and the rest is not run', async () => {
  const outcomes = await run(
    [' skip="no"\n$ echo x', '\n$ echo one\none', '\n$ echo two\ntwo'],
    () => Promise.reject(new SandboxError('no engine')),
  );
  expect(kinds(outcomes)).toEqual([['skipped'], ['failed'], ['not run']]);
});

test('where every fence is skipped, no session is opened', async () => {
  const outcomes = await run([' skip="no"\n$ echo x'], () => {
    throw new Error('opened');
  });
  expect(outcomes).toEqual([[{ kind: 'skipped', reason: 'no' }]]);
});

test('a command that bash cannot read fails at its place, and nothing is run', async () => {
  const asked: StepToRun[] = [];
  const outcomes = await run(['\n$ echo one\none\n$ echo "two\n$ echo three'], async () =>
    Promise.resolve(openEcho(asked)),
  );
  expect(kinds(outcomes)).toEqual([['not run', 'failed', 'not run']]);
  expect(asked).toEqual([]);
  expect(outcomes[0]?.[1]).toMatchObject({
    error: {
      message:
        'a.md:4:1: expected a command that bash can read but found: open quote. Correct it; no step of this chapter was run.',
    },
  });
});

test('a step never sees its expectation', async () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  await fc.assert(
    fc.asyncProperty(word, word, async (command, expected) => {
      const asked: StepToRun[] = [];
      await run([`\n$ echo ${command}\nsecret-${expected}\n[7]`], async () =>
        Promise.resolve(openEcho(asked)),
      );
      expect(asked).toEqual([{ command: `echo ${command}` }]);
    }),
  );
});
