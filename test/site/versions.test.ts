import { expect, test } from 'vitest';
import {
  buildVersions,
  tellDifferences,
  type VersionChapter,
} from '../../src/components/versions.ts';
import { hashDifferences } from '../../src/transcript/hash-differences.ts';
import { hashTranscript } from '../../src/transcript/hash-transcript.ts';
import type { FenceReport, Report } from '../../src/transcript/types.ts';
import { madeReport } from './made-report.ts';
import { chapterOf, FILE, lines, page, section } from './made-versions.ts';

type Outcome = FenceReport['outcome'];

/** A report in which the page was run on each of these lines, with what was then known of it there; its steps came out like this. */
async function reportOf(
  known: Record<string, string | undefined>,
  outcomes: readonly Outcome[] = ['verified', 'verified'],
): Promise<Report> {
  const hash = await hashTranscript(page.split('\n').slice(1, 5).join('\n'), 'id="list"');
  const step = { command: 'docker', line: 2, durationMs: 1 };
  const steps = outcomes.map((outcome) => ({ ...step, outcome }));
  const worst: Outcome = outcomes.find((outcome) => outcome !== 'verified') ?? 'verified';
  const fences = [{ hash, outcome: worst, steps }];
  const chapters = await Promise.all(
    Object.entries(known).map(async ([engineLine, text]) => {
      const differences = await hashDifferences(text);
      const more = { engineLine, ...(differences === undefined ? {} : { differences }) };
      return madeReport(FILE, fences, more).chapters;
    }),
  );
  return { version: 1, chapters: chapters.flat() };
}

const standingsOf = async (chapter: VersionChapter, report: Report | undefined) =>
  (await buildVersions([chapter], lines, report))[0]?.standings.map(({ kind }) => kind);

test('a chapter is the same, differs or cannot work on a line, as far as a run has proven it', async () => {
  const differs = section(1, '까닭', 'web  3f2a9c81d07e  2.11MB');
  const impossible = '# a on 26.1-overlay2: not possible\n\n없어요.\n';
  const chapter = chapterOf({ '28.5-overlay2': differs, '26.1-overlay2': impossible });
  const report = await reportOf({ '28.5-containerd': undefined, '28.5-overlay2': differs });
  expect(await standingsOf(chapter, report)).toEqual(['same', 'differs', 'not possible']);
  expect(await standingsOf(chapter, undefined)).toEqual([
    'unverified',
    'unverified',
    'not possible',
  ]);
});

test('a run that knew of other differences proves nothing', async () => {
  const differs = section(1, '까닭', 'web  3f2a9c81d07e  2.11MB');
  const report = await reportOf({ '28.5-overlay2': differs.replace('2.11', '2.12') });
  expect((await standingsOf(chapterOf({ '28.5-overlay2': differs }), report))?.[1]).toBe(
    'unverified',
  );
  expect((await standingsOf(chapterOf({}), report))?.[1]).toBe('unverified');
});

test('what was not possible proves a chapter only where the line is known not to do that step', async () => {
  const impossible = section(2, '없어요.', 'no').replace('step 2', 'step 2: not possible');
  const standingOn = async (text: string | undefined, outcomes: Outcome[]) =>
    standingsOf(
      chapterOf(text === undefined ? {} : { '28.5-overlay2': text }),
      await reportOf({ '28.5-containerd': undefined, '28.5-overlay2': text }, outcomes),
    );
  const atTwo = await standingOn(impossible, ['verified', 'not possible']);
  expect(atTwo?.[1]).toBe('differs');
  const atBoth = await standingOn(impossible, ['not possible', 'not possible']);
  expect(atBoth?.[1]).toBe('unverified');
  // As in a sandbox without root, which has no control groups.
  const nowhereKnown = await standingOn(undefined, ['verified', 'not possible']);
  expect(nowhereKnown?.slice(0, 2)).toEqual(['unverified', 'unverified']);
  const otherwiseKnown = await standingOn(section(2, '까닭', 'no'), ['verified', 'not possible']);
  expect(otherwiseKnown?.[1]).toBe('unverified');
});

test('of two fences with the same text, the one that went wrong decides', async () => {
  const chapter = chapterOf({});
  const good = await reportOf({ '28.5-containerd': undefined });
  const bad = await reportOf({ '28.5-containerd': undefined }, ['verified', 'drifted']);
  const report = structuredClone(good);
  report.chapters[0]?.fences.push(...(bad.chapters[0]?.fences ?? []));
  expect((await standingsOf(chapter, good))?.[0]).toBe('same');
  expect((await standingsOf(chapter, report))?.[0]).toBe('unverified');
});

test('what a line prints differently in a chapter is told by reason, and apart what it cannot do', () => {
  const text =
    section(2, '없어요.', 'no').replace('step 2', 'step 2: not possible') +
    section(1, '크기를 다르게 세어요.', 'web  3f2a9c81d07e  2.11MB');
  const { chapter, ofLines } = chapterOf({ '28.5-overlay2': text });
  expect(tellDifferences(chapter, ofLines[0]?.differences.steps ?? [])).toEqual({
    differing: [
      { reason: '크기를 다르게 세어요.', steps: [{ id: 'list', command: 'docker images' }] },
    ],
    impossible: [
      { reason: '없어요.', steps: [{ id: 'list', command: 'docker run --detach web' }] },
    ],
  });
});
