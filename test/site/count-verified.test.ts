import { expect, test } from 'vitest';
import { countVerified, findVerifiedLines } from '../../src/site/count-verified.ts';
import { hashTranscript } from '../../src/transcript/hash-transcript.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import { madeReport } from './made-report.ts';

const one = '```console id="one"\n$ docker ps\n$ docker images\n```\n';
const two = '```console id="two"\n$ docker info\n```\n';
const skipped = '```console id="three" skip="위험해요"\n$ reboot\n```\n';
const chapters = [
  parseChapter('a.mdx', `# 장\n\n${one}\n${two}\n${skipped}`),
  parseChapter('b.mdx', '# 명령이 없는 장\n'),
];
const [first, second] = await Promise.all(
  (chapters[0]?.transcripts ?? []).map(({ text, rawMeta }) => hashTranscript(text, rawMeta)),
);
const fences = [{ hash: first ?? '' }, { hash: second ?? '' }] as const;

test('counts commands and chapters that were verified, on which lines and when', async () => {
  expect(await countVerified(madeReport('a.mdx', [...fences]), chapters)).toEqual({
    commands: { verified: 3, total: 3 },
    chapters: { verified: 1, total: 1 },
    engineLines: ['28.5-containerd'],
    date: '2026-11-21T10:27:00.000Z',
  });
});

test('a fence that was changed since, or drifted, is not counted, nor its chapter', async () => {
  const report = madeReport('a.mdx', [{ hash: first ?? '' }, { hash: '0'.repeat(64) }]);
  const { commands, chapters: counted } = await countVerified(report, chapters);
  expect([commands, counted]).toEqual([
    { verified: 2, total: 3 },
    { verified: 0, total: 1 },
  ]);
  const drifted = fences.map((fence) => ({ ...fence, outcome: 'drifted' as const }));
  expect((await countVerified(madeReport('a.mdx', drifted), chapters)).commands.verified).toBe(0);
});

test('a line counts where a chapter was verified on it from beginning to end', async () => {
  const drifted = { ...fences[1], outcome: 'drifted' as const };
  const lines = ['28.5-containerd', '26.1-overlay2', '20.10-overlay2', '27.0-overlay2'];
  const report = {
    version: 1 as const,
    chapters: [
      madeReport('a.mdx', [...fences]),
      madeReport('a.mdx', [...fences], { engineLine: '26.1-overlay2' }),
      madeReport('a.mdx', [fences[0], drifted], { engineLine: '20.10-overlay2' }),
    ].flatMap((each) => each.chapters),
  };
  expect(await findVerifiedLines(report, lines, chapters)).toEqual([
    '28.5-containerd',
    '26.1-overlay2',
  ]);
  expect(await findVerifiedLines(undefined, lines, chapters)).toEqual([]);
});

test('without a report there is no line and no date', async () => {
  expect(await countVerified(undefined, chapters)).toEqual({
    commands: { verified: 0, total: 3 },
    chapters: { verified: 0, total: 1 },
    engineLines: [],
  });
});
