import { limits } from '../limits.ts';

/** Where fences run, and how much may: one sentence or two each. */
export function describeLimits(): string[] {
  return [
    '여러분의 Docker와 파일에는 닿지 않으니 무엇을 지워도 괜찮아요.',
    `샌드박스는 한 번에 ${limits.sandboxes}개까지 켜지고, ${limits.idleMs / 60_000}분 동안 쓰지 않으면 꺼져요.`,
    `한 번 누르면 ${limits.runMs / 60_000}분까지 돌고, 출력은 마지막 ${limits.lines.toLocaleString('ko')}줄을 보여요.`,
    '마음껏 쳐 보려면 터미널에서 ‘npm run sandbox -- 장’을 실행하세요.',
  ];
}
