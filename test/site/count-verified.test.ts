import { expect, test } from 'vitest';
import { countVerified } from '../../src/site/count-verified.ts';
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
const fences = [first ?? '', second ?? ''].map((hash) => ({ hash }));

test('counts commands and chapters that were verified, on which lines and when', async () => {
  expect(await countVerified(madeReport('a.mdx', fences), chapters)).toEqual({
    commands: { verified: 3, total: 3 },
    chapters: { verified: 1, total: 1 },
    engineLines: ['28.5-containerd'],
    dates: { first: '2026-11-21T10:27:00.000Z', last: '2026-11-21T10:27:00.000Z' },
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

test('without a report there is no line and no date', async () => {
  expect(await countVerified(undefined, chapters)).toEqual({
    commands: { verified: 0, total: 3 },
    chapters: { verified: 0, total: 1 },
    engineLines: [],
  });
});
