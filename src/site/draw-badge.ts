import type { Element, ElementContent } from 'hast';
import { h } from '@astrojs/starlight/expressive-code/hast';
import type { Badge, Run } from './badge.ts';
import { formatDate, formatDuration, formatTime } from './format.ts';

/** A badge as HTML: one line, and details that open by click or key without any script; `issue` is where to say that it looks different. */
export function drawBadge(badge: Badge, issue?: string | undefined): Element {
  const state =
    badge.verified === badge.total ? 'verified' : badge.verified > 0 ? 'partly' : 'unverified';
  return h('details', { class: 'badge', 'data-state': state }, [
    h('summary', [h('span', { class: 'badge-line' }, summary(badge, state))]),
    h('div', { class: 'badge-more' }, [
      ...(badge.why ? [h('p', badge.why)] : []),
      ...(badge.run ? [facts(badge, badge.run)] : []),
      ...(issue ? [h('p', [h('a', { href: issue }, '내 화면은 달라요')])] : []),
    ]),
  ]);
}

function summary({ verified, total, run }: Badge, state: string): ElementContent[] {
  if (state === 'unverified' || !run) return [h('strong', '확인되지 않음')];
  const date = h('time', { datetime: run.date }, formatDate(run.date));
  const label = state === 'verified' ? '확인됨' : `${total}개 가운데 ${verified}개 확인됨`;
  return [h('strong', label), text(' · '), h('span', run.engineLine), text(' · '), date];
}

function facts({ verified, total }: Badge, run: Run): Element {
  const rows: [string, ElementContent[]][] = [
    ...engineFacts(run),
    ['돌린 때', [h('time', { datetime: run.date }, formatTime(run.date))]],
    ['걸린 시간', [text(formatDuration(run.durationMs))]],
  ];
  if (run.commit) {
    const dirty = run.dirty ? ' (커밋하지 않은 수정 포함)' : '';
    rows.push(['커밋', [h('code', run.commit.slice(0, 10)), text(dirty)]]);
  }
  if (total > 1) rows.unshift(['확인', [text(`터미널 기록 ${total}개 가운데 ${verified}개`)]]);
  return h(
    'dl',
    rows.map(([term, value]) => h('div', [h('dt', term), h('dd', value)])),
  );
}

function engineFacts({ engine }: Run): [string, ElementContent[]][] {
  if (!engine) return [];
  const { server, client, imageStore, platform } = engine;
  return [
    ['엔진', [text(`Docker Engine ${server} · ${imageStore} 이미지 저장소 · ${platform}`)]],
    ['클라이언트', [text(`docker ${client}`)]],
  ];
}

const text = (value: string): ElementContent => ({ type: 'text', value });
