import { expect, test } from 'vitest';
import type { NoteClaim } from '../../src/claims.ts';
import { buildLedger, countVerdicts } from '../../src/components/ledger.ts';
import { hashTranscript } from '../../src/transcript/hash-transcript.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import { madeReport } from './made-report.ts';

const claim = (id: string): NoteClaim => ({ id, note: '004', heading: 'Hello', says: '말' });
const claims = ['H1', 'H2', 'H3'].map(claim);

const chapter = parseChapter(
  'a.mdx',
  [
    '```console id="one"\n$ ls\n```',
    '```console id="two"\n$ pwd\n```',
    '<Claim id="H3" verdict="정정" evidence="one two">\n  까닭\n</Claim>',
    '<Claim id="H1" verdict="서술" />',
  ].join('\n\n'),
);
const chapters = [{ slug: 'a', title: '가', chapter }];
const [one = '', two = ''] = await Promise.all(
  chapter.transcripts.map(({ text, rawMeta }) => hashTranscript(text, rawMeta)),
);

test('claims stand in their own order, with chapter, verdict and evidence; others wait', async () => {
  const rows = await buildLedger(claims, chapters, undefined);
  expect(
    rows.map(({ claim, judgement }) => [claim.id, judgement?.slug, judgement?.verdict]),
  ).toEqual([
    ['H1', 'a', '서술'],
    ['H2', undefined, undefined],
    ['H3', 'a', '정정'],
  ]);
  expect(rows[2]?.judgement?.evidence.map(({ anchor }) => anchor)).toEqual(['one', 'two']);
  expect(countVerdicts(rows)).toEqual([
    ['정정', 1],
    ['서술', 1],
    ['준비 중', 1],
  ]);
});

test('a row is verified when all fences of its evidence are, and says on which engine', async () => {
  const badge = async (hashes: string[]) => {
    const report = madeReport(
      'a.mdx',
      hashes.map((hash) => ({ hash })),
    );
    return (await buildLedger(claims, chapters, report))[2]?.judgement?.badge;
  };
  expect(await badge([one, two])).toMatchObject({
    verified: 2,
    total: 2,
    run: { engineLine: '28.5-containerd' },
  });
  expect(await badge([one])).toMatchObject({ verified: 1, total: 2 });
});

test('a claim without evidence has nothing to verify', async () => {
  const [row] = await buildLedger(claims, chapters, madeReport('a.mdx', [{ hash: one }]));
  expect(row?.judgement?.badge).toBeUndefined();
});
