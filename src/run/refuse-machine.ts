import { readFileSync } from 'node:fs';
import { findCheckFindings } from '../../scripts/setup/find-check-findings.mjs';
import { limits } from './limits.ts';
import { Refused } from './refused.ts';

/** What set-up's own look at this machine says, as far as it is read here. */
export type Finding = ReturnType<typeof findCheckFindings>[number];

/** Throws a `Refused` where this machine can hold no sandbox, or no further one. */
export function refuseMachine(
  findings: readonly Finding[] = findCheckFindings(),
  freeMiB: number = readFreeMiB(),
): void {
  const missing = findings.filter(({ ok }) => !ok);
  const names = missing.map(({ name }) => name);
  const obstacle = missing.find(({ name }) => !forRoot.includes(name));
  if (obstacle !== undefined) {
    const text =
      texts.find(([shape]) => shape.test(obstacle.name))?.[1] ??
      '이 컴퓨터에서는 샌드박스를 켤 수 없어요.';
    const detail = `${obstacle.name}: ${obstacle.found}. ${obstacle.next}`;
    throw new Refused(503, `${text} ${readOn}`, { detail });
  }
  if (names.includes('an engine root')) refuseWithoutRoot(names);
  if (freeMiB < limits.freeMemoryMiB) {
    const text = `남은 메모리가 ${Math.floor(freeMiB)} MiB뿐이라 샌드박스를 켜지 않았어요. 다른 프로그램이나 다른 장의 샌드박스를 끝내서 ${limits.freeMemoryMiB} MiB를 남긴 다음 다시 눌러 주세요.`;
    throw new Refused(503, text);
  }
}

function refuseWithoutRoot(missing: readonly string[]): never {
  if (missing.includes('2 GiB of free disk')) {
    const text = `엔진을 만들려면 디스크가 2 GiB 남아 있어야 해요. 자리를 만들고 다시 눌러 주세요. ${readOn}`;
    throw new Refused(503, text);
  }
  if (missing.includes('mmdebstrap')) {
    const text = `엔진을 만들려면 mmdebstrap이 있어야 해요. 아래 명령으로 설치하고 다시 눌러 주세요. ${readOn}`;
    throw new Refused(503, text, { detail: 'apt-get install mmdebstrap' });
  }
  throw new Refused(
    503,
    '아직 엔진이 없어요. 한 번만 만들면 돼요: Debian 패키지 200 MB쯤을 받아서 1분쯤 걸리고, 이 컴퓨터에는 캐시 폴더에 600 MB쯤 남을 뿐 아무것도 설치하지 않아요.',
    { offer: 'build' },
  );
}

/** Needed only where no engine root is there yet. */
const forRoot = ['an engine root', 'mmdebstrap', '2 GiB of free disk'];

const readOn = '읽는 데는 지장이 없어요.';

/** By what `scripts/setup` calls it; what none of these knows is told with set-up's own words. */
const texts: [RegExp, string][] = [
  [/^Linux, /, '명령을 돌리려면 Linux가 필요해요. 가상 머신이나 WSL의 Linux에서 열어 주세요.'],
  [/^Linux \d/, '이 Linux 커널은 너무 오래돼서 샌드박스를 켤 수 없어요.'],
  [/root rights/, '명령을 돌리려면 관리자 권한이 필요해요. 서버를 root로 다시 시작해 주세요.'],
  [/user namespaces/, '이 컴퓨터는 사용자 네임스페이스를 허락하지 않아서 샌드박스를 켤 수 없어요.'],
  [/control groups/, '컨트롤 그룹을 만들 수 없어서 샌드박스를 켤 수 없어요.'],
  [/memory/, '이 컴퓨터는 메모리가 2 GiB보다 적어서 샌드박스를 켤 수 없어요.'],
];

/** What programs can still get without swapping (proc_meminfo(5), MemAvailable); enough where the kernel does not tell. */
function readFreeMiB(): number {
  try {
    const [, kiB] = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? [];
    return kiB === undefined ? Infinity : Number(kiB) / 1024;
  } catch {
    return Infinity;
  }
}
