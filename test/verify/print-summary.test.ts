import { expect, test } from 'vitest';
import type { ChapterReport, FenceReport } from '../../src/transcript/types.ts';
import { listImpossible, printSummary } from '../../src/verify/print-summary.ts';

const engineLine = '28.5-containerd';

const fence = (outcome: FenceReport['outcome'], reason?: string): FenceReport => ({
  hash: '',
  line: 1,
  outcome,
  ...(reason !== undefined && { reason }),
  steps: [{ command: 'true', line: 2, outcome, durationMs: 100 }],
});

const report = (file: string, ...fences: FenceReport[]): ChapterReport => ({
  file,
  date: '2026-11-21T21:41:05.751Z',
  commit: '',
  dirty: false,
  engineLine,
  engine: { server: '28.5.2', client: '28.5.2', imageStore: 'containerd', platform: 'linux/amd64' },
  durationMs: 4321,
  fences,
});

test('findings come first, each with its sentence; what was not run again says so', () => {
  const chapters = [
    {
      file: 'good.md',
      report: report('good.md', fence('verified'), fence('skipped', 'no')),
      isGood: true,
      isUnchanged: false,
    },
    {
      file: 'same.md',
      report: report('same.md', fence('verified')),
      isGood: true,
      isUnchanged: true,
    },
    {
      file: 'drift.md',
      report: report(
        'drift.md',
        fence('drifted', 'drift.md:3:1: expected "a|b" but found "<none>".'),
        fence('verified'),
        fence('failed', 'drift.md:9:1: expected *less*.'),
      ),
      isGood: false,
      isUnchanged: false,
    },
    { file: 'unread.md', isGood: false, isUnchanged: false },
  ];
  expect(printSummary(chapters.map((chapter) => ({ engineLine, ...chapter }))))
    .toMatchInlineSnapshot(`
    "**2 chapters good, 2 not**, on 28.5-containerd

    | Chapter | Engine line | Steps | Time | Difference |
    | --- | --- | --: | --: | --- |
    | drift.md | 28.5-containerd | 1 of 3 | 4.3 s | drift.md:3:1: expected "a\\|b" but found "&lt;none>".<br>drift.md:9:1: expected \\*less\\*. |
    | unread.md | 28.5-containerd | 0 of 0 |  | unread.md: expected a result but found none. The messages of the run say why. |
    | good.md | 28.5-containerd | 1 of 1 | 4.3 s | none |
    | same.md | 28.5-containerd | 1 of 1 | verified at 2026-11-21T21:41:05.751Z, unchanged | none |
    "
  `);
});

test('what is not possible is counted apart from what matched, and listed by its reason', () => {
  const two = { ...fence('not possible', 'no control groups.'), line: 5 };
  const chapter = {
    file: 'top.md',
    engineLine,
    report: report('top.md', fence('verified'), fence('not possible', 'no control groups.'), two),
    isGood: true,
    isUnchanged: false,
  };
  expect(printSummary([chapter])).toContain('| 1 of 1, 2 not possible |');
  expect(listImpossible([chapter])).toEqual([
    'top.md: not possible on 28.5-containerd, lines 2, 2: no control groups.',
  ]);
});
