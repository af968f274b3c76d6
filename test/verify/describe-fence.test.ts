import { expect, test } from 'vitest';
import { SandboxError } from '../../src/sandbox/errors.ts';
import { hashTranscript } from '../../src/transcript/hash-transcript.ts';
import { parseTranscript } from '../../src/transcript/parse-transcript.ts';
import { describeFence } from '../../src/verify/describe-chapter.ts';
import type { Outcome } from '../../src/verify/outcome.ts';

const place = { file: 'a.md', line: 3, column: 1 };
const text = '$ one\n$ two\n$ three';
const transcript = parseTranscript(text, 'id="x"', place);
const recording = { lines: [], exitCode: 0, durationMs: 12.4 };

const verified: Outcome = { kind: 'verified', recording };
const drifted: Outcome = {
  kind: 'drifted',
  recording,
  drift: {
    place: { ...place, line: 5 },
    sentence: 'expected "a" but found "b".',
    expected: 'a',
    actual: 'b',
  },
};
const failed: Outcome = { kind: 'failed', error: new SandboxError('it hung'), durationMs: 1000 };
const notRun: Outcome = { kind: 'not run', failed: { ...place, line: 4 } };
const skipped: Outcome = { kind: 'skipped', reason: 'no network' };

test.for([
  ['verified', undefined, [verified, verified, verified]],
  ['drifted', 'a.md:5:1: expected "a" but found "b".', [verified, drifted, verified]],
  ['failed', 'a.md:5:1: it hung', [drifted, failed, notRun]],
  [
    'not run',
    'a.md:4:1: expected the steps before this one to run but found that line 4 could not. Correct that step first; this one was not run.',
    [notRun, notRun, notRun],
  ],
  ['skipped', 'no network', [skipped, skipped, skipped]],
] as [string, string | undefined, Outcome[]][])(
  'a fence is %s if that is the worst of its steps',
  async ([outcome, reason, outcomes]) => {
    const report = await describeFence(transcript, outcomes);
    expect([report.outcome, report.reason]).toEqual([outcome, reason]);
    expect(report.steps.map((step) => step.outcome)).toEqual(outcomes.map(({ kind }) => kind));
  },
);

test('a fence is known by its hash, and its steps by their lines; times are whole milliseconds', async () => {
  expect(await describeFence(transcript, [verified, drifted, failed])).toMatchObject({
    id: 'x',
    line: 3,
    hash: await hashTranscript(text, 'id="x"'),
    steps: [
      { command: 'one', line: 4, durationMs: 12 },
      { command: 'two', line: 5, durationMs: 12 },
      { command: 'three', line: 6, durationMs: 1000 },
    ],
  });
});
