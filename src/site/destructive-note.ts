import { isDestructive } from '../transcript/is-destructive.ts';
import type { Step } from '../transcript/types.ts';

/** What a reader must know before typing steps that can delete more than the course's own; undefined where none can. */
export function destructiveNote(steps: Step[]): string | undefined {
  const commands = steps.map(({ command }) => command).filter(isDestructive);
  if (commands.length === 0) return undefined;
  const things = [...new Set(commands.map(thingOf))].join('·');
  const copying =
    commands.length < steps.length
      ? '그래서 복사할 때는 빠져요.'
      : '그래서 복사 단추를 두지 않았어요.';
  return `이 명령은 여러분의 다른 ${things}도 지울 수 있어요. ${copying}`;
}

const thingOf = (command: string) =>
  things.find(([shape]) => shape.test(command))?.[1] ?? '컨테이너';

const things: [RegExp, string][] = [
  [/\bsystem\b/, '이미지와 컨테이너'],
  [/\bvolume\b/, '볼륨'],
  [/\bnetwork\b/, '네트워크'],
  [/\bbuild(er|x)\b/, '빌드 캐시'],
  [/\b(image|rmi)\b/, '이미지'],
];
