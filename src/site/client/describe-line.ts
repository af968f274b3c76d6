import type { Standing } from '../chapter-on-line.ts';

/** How a chapter does on the engine line that a reader chose, in Korean; `steps` of its commands are shown as they come out there. Where it cannot be followed, the page says why, and this nothing. */
export function describeLine(standing: Standing['kind'], steps: number): string {
  if (standing === 'not possible') return '';
  if (standing === 'unverified') {
    const known =
      steps === 0 ? '' : ` 다르게 나온다고 적어 둔 명령 ${steps}개는 그 자리에 표시했어요.`;
    return `이 엔진에서는 이 장을 아직 확인하지 못했어요.${known}`;
  }
  return steps === 0
    ? '이 장의 명령은 모두 여기 적힌 대로 나와요.'
    : `이 장에서 명령 ${steps}개가 다르게 나와요. 그 자리에 표시했어요.`;
}
