import { toText } from '@astrojs/starlight/expressive-code/hast';
import { describe, expect, test } from 'vitest';
import { chapterBadge, fenceBadge, type Badge } from '../../src/site/badge.ts';
import { badgeOfChapter } from '../../src/site/badge-of-chapter.ts';
import { drawBadge } from '../../src/site/draw-badge.ts';
import { hashTranscript } from '../../src/transcript/hash-transcript.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import { madeReport } from './made-report.ts';
import { renderFence } from './render-fence.ts';

const file = 'chapter.mdx';
const text = (badge: Badge) => toText(drawBadge(badge));

describe('the badge of a fence', () => {
  test('says engine line, date and details where the report has its hash', () => {
    expect(text(fenceBadge(madeReport(file, [{ hash: 'a' }]), file, 'a'))).toMatchInlineSnapshot(`
      "확인됨 · 28.5-containerd · 2026-11-21
      엔진
      Docker Engine 28.5.2 · containerd 이미지 저장소 · linux/amd64
      클라이언트
      docker 28.5.2
      돌린 때
      2026년 11월 21일 오후 7:27 (한국 시각)
      걸린 시간
      1.3초
      커밋
      0123456789"
    `);
  });

  test.each([
    ['there is no report', undefined],
    ['the report lacks the chapter', madeReport('other.mdx', [{ hash: 'a' }])],
    ['its text changed since', madeReport(file, [{ hash: 'b' }])],
    ['it drifted', madeReport(file, [{ hash: 'a', outcome: 'drifted' }])],
    ['it failed', madeReport(file, [{ hash: 'a', outcome: 'failed' }])],
    ['it was not run', madeReport(file, [{ hash: 'a', outcome: 'not run' }])],
    ['its twin drifted', madeReport(file, [{ hash: 'a' }, { hash: 'a', outcome: 'drifted' }])],
  ])('says 확인되지 않음 and why where %s', (_, report) => {
    const badge = fenceBadge(report, file, 'a');
    expect(badge.verified).toBe(0);
    expect(badge.why).toMatch(/요\.$/);
    expect(text(badge)).toMatch(/^확인되지 않음/);
    expect(text(badge)).toContain(badge.why);
  });

  test('is found by the text that the site renders', async () => {
    const code = '$ docker ps\nCONTAINER ID   IMAGE';
    const report = madeReport(file, [{ hash: await hashTranscript(code, 'id="list"') }]);
    const { badge } = await renderFence(`${code}\n`, { meta: 'id="list"', report });
    expect(badge?.properties['dataState']).toBe('verified');
    const { badge: other } = await renderFence(`${code}S\n`, { meta: 'id="list"', report });
    expect(other?.properties['dataState']).toBe('unverified');
  });

  test('gives its times to machines too, and opens without a script', async () => {
    const report = madeReport(file, [{ hash: await hashTranscript('$ docker ps', '') }]);
    const { html } = await renderFence('$ docker ps', { report });
    expect(html).toContain('<details class="badge" data-state="verified"><summary>');
    expect(html).toContain('<time datetime="2026-11-21T10:27:00.000Z">2026-11-21</time>');
  });

  test('says nothing of a commit outside of git', () => {
    const report = madeReport(file, [{ hash: 'a' }], { commit: '' });
    expect(text(fenceBadge(report, file, 'a'))).not.toContain('커밋');
  });

  test('says that the work tree differed from the commit', () => {
    const report = madeReport(file, [{ hash: 'a' }], { dirty: true });
    expect(text(fenceBadge(report, file, 'a'))).toContain('커밋하지 않은 수정 포함');
  });
});

describe('the badge of a chapter', () => {
  test('is verified when all its fences are', () => {
    const report = madeReport(file, [{ hash: 'a' }, { hash: 'b' }]);
    expect(text(chapterBadge(report, file, ['a', 'b']))).toMatchInlineSnapshot(`
      "확인됨 · 28.5-containerd · 2026-11-21
      확인
      터미널 기록 2개 가운데 2개
      엔진
      Docker Engine 28.5.2 · containerd 이미지 저장소 · linux/amd64
      클라이언트
      docker 28.5.2
      돌린 때
      2026년 11월 21일 오후 7:27 (한국 시각)
      걸린 시간
      1분 5초
      커밋
      0123456789"
    `);
  });

  test('counts the fences that are verified where not all are', () => {
    const report = madeReport(file, [{ hash: 'a' }, { hash: 'b', outcome: 'drifted' }]);
    expect(text(chapterBadge(report, file, ['a', 'b', 'c']))).toMatchInlineSnapshot(`
      "3개 가운데 1개 확인됨 · 28.5-containerd · 2026-11-21

      엔진에서 돌린 결과가 여기 적힌 것과 달랐어요.

      확인
      터미널 기록 3개 가운데 1개
      엔진
      Docker Engine 28.5.2 · containerd 이미지 저장소 · linux/amd64
      클라이언트
      docker 28.5.2
      돌린 때
      2026년 11월 21일 오후 7:27 (한국 시각)
      걸린 시간
      1분 5초
      커밋
      0123456789"
    `);
  });

  test('is not verified without a report', () => {
    expect(text(chapterBadge(undefined, file, ['a']))).toMatchInlineSnapshot(`
      "확인되지 않음

      이 사이트를 만들 때 확인 기록이 없었어요."
    `);
  });

  test('counts the fences of the source that are to run', async () => {
    const source = '```console id="a"\n$ true\n```\n\n```console skip="no"\n$ false\n```\n';
    const report = madeReport(file, [{ hash: await hashTranscript('$ true', 'id="a"') }]);
    expect(await badgeOfChapter(report, parseChapter(file, source))).toMatchObject({
      verified: 1,
      total: 1,
    });
  });

  test('is missing where nothing is to run', async () => {
    expect(await badgeOfChapter(undefined, parseChapter(file, '# 글\n'))).toBeUndefined();
  });
});
