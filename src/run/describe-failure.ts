import { SandboxError } from '../sandbox/errors.ts';
import type { Verdict } from './messages.ts';

/** What a reader is told where a fence could not be run to its end; what the sandbox said itself stands below it. */
export function describeFailure(error: unknown): Verdict {
  const detail = error instanceof Error ? error.message : String(error);
  const [, text] =
    error instanceof SandboxError
      ? (causes.find(([shape]) => shape.test(detail)) ?? [undefined, other])
      : [undefined, other];
  return { kind: 'failed', text: `${text} ${ended}`, detail };
}

const ended = '다시 돌리면 새 샌드박스에서 시작해요.';
const other = '끝까지 돌리지 못했어요.';

/** By what `src/sandbox` says; a sentence that none of these knows is shown below the general one. */
const causes: [RegExp, string][] = [
  [/waits for an answer/, '명령이 물어보는데 답할 말이 펜스에 없어서 멈췄어요.'],
  [/step to end within/, '정해진 시간 안에 끝나지 않아서 멈췄어요.'],
  [/of memory but/, '샌드박스의 메모리를 다 써서 멈췄어요.'],
  [/of disk but/, '샌드박스의 디스크를 다 써서 멈췄어요.'],
  [/of output but/, '출력이 너무 길어서 멈췄어요.'],
  [/processes but/, '프로세스를 너무 많이 띄워서 멈췄어요.'],
  [/the sandbox to go on but/, '샌드박스가 갑자기 사라졌어요.'],
  [/the shell to go on but/, '명령이 셸을 끝내서 멈췄어요.'],
  [/to keep running but it ended/, '샌드박스 안의 엔진이 끝나서 멈췄어요.'],
];
