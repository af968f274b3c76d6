import { expect, test } from 'vitest';
import { findCheckFindings } from '../../scripts/setup/find-check-findings.mjs';
import { refuseMachine, type Finding } from '../../src/run/refuse-machine.ts';
import { Refused } from '../../src/run/refused.ts';

const good = (name: string): Finding => ({
  ...{ level: 'check', name, ok: true, found: 'there', next: '', setUpMakes: false },
});
const bad = (name: string, next = 'Do this.'): Finding => ({
  ...{ ...good(name), ok: false, found: 'none', next },
});
const all = [good('root rights'), good('mmdebstrap'), good('an engine root')];

/** What the page says where these findings are wrong. */
function say(wrong: Finding[], freeMiB = 8_000): object | undefined {
  const findings = [
    ...all.filter(({ name }) => wrong.every((each) => each.name !== name)),
    ...wrong,
  ];
  try {
    refuseMachine(findings, freeMiB);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { status, ...said } = error.refusal;
    expect(status).toBe(503);
    return said;
  }
  return undefined;
}

test('where nothing is missing nothing is said', () => {
  expect(say([])).toBeUndefined();
});

test('without rights the page says how to get them', () => {
  expect(say([bad('root rights', 'Run this as root.')])).toMatchInlineSnapshot(`
    {
      "detail": "root rights: none. Run this as root.",
      "text": "명령을 돌리려면 관리자 권한이 필요해요. 서버를 root로 다시 시작해 주세요. 읽는 데는 지장이 없어요.",
    }
  `);
});

test('what no Korean sentence is known for is told with set-up’s own words', () => {
  expect(say([bad('file system overlay', 'Load it: modprobe overlay')])).toMatchInlineSnapshot(`
    {
      "detail": "file system overlay: none. Load it: modprobe overlay",
      "text": "이 컴퓨터에서는 샌드박스를 켤 수 없어요. 읽는 데는 지장이 없어요.",
    }
  `);
});

test('where only the engine root is missing, the page offers to build it', () => {
  expect(say([bad('an engine root')])).toMatchInlineSnapshot(`
    {
      "offer": "build",
      "text": "아직 엔진이 없어요. 한 번만 만들면 돼요: Debian 패키지 200 MB쯤을 받아서 1분쯤 걸리고, 이 컴퓨터에는 캐시 폴더에 600 MB쯤 남을 뿐 아무것도 설치하지 않아요.",
    }
  `);
});

test('a package of the system is not installed: its command is said', () => {
  expect(say([bad('an engine root'), bad('mmdebstrap')])).toMatchInlineSnapshot(`
    {
      "detail": "apt-get install mmdebstrap",
      "text": "엔진을 만들려면 mmdebstrap이 있어야 해요. 아래 명령으로 설치하고 다시 눌러 주세요. 읽는 데는 지장이 없어요.",
    }
  `);
});

test('without mmdebstrap a machine that has its engine root runs all the same', () => {
  expect(say([bad('mmdebstrap')])).toBeUndefined();
});

test('with too little disk for a root the page says so', () => {
  expect(say([bad('an engine root'), bad('2 GiB of free disk')])).toMatchInlineSnapshot(`
    {
      "text": "엔진을 만들려면 디스크가 2 GiB 남아 있어야 해요. 자리를 만들고 다시 눌러 주세요. 읽는 데는 지장이 없어요.",
    }
  `);
});

test('with too little memory left the page says how much is needed', () => {
  expect(say([], 300.5)).toMatchInlineSnapshot(`
    {
      "text": "남은 메모리가 300 MiB뿐이라 샌드박스를 켜지 않았어요. 다른 프로그램이나 다른 장의 샌드박스를 끝내서 1024 MiB를 남긴 다음 다시 눌러 주세요.",
    }
  `);
});

test.runIf(process.platform === 'linux')(
  'set-up calls its findings as they are called here',
  () => {
    const names = findCheckFindings().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['root rights', 'mmdebstrap', 'an engine root']));
  },
);
