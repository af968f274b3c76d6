/**
 * Words that readers type, under the word that the search takes them for, in the course and in the query alike. A word
 * stands here only if the course says it otherwise, or in two ways; what it says in Hangul and in Latin on every page
 * needs no entry.
 */
export const synonyms: Readonly<Record<string, readonly string[]>> = {
  docker: ['도커'],
  dockerfile: ['도커파일'],
  hub: ['허브'],
  desktop: ['데스크탑', '데스크톱'],
  kubernetes: ['쿠버네티스'],
  swarm: ['스웜'],
  linux: ['리눅스'],
  windows: ['윈도우', '윈도'],
  macos: ['맥북', '맥에서', '맥OS'],
  arm64: ['애플 실리콘', 'Apple Silicon', 'M1', 'M2'],
  python: ['파이썬'],
  cgroup: ['컨트롤 그룹', '컨트롤그룹'],
  namespace: ['네임스페이스'],
  entrypoint: ['엔트리포인트'],
  prune: ['프룬'],
  push: ['푸시'],
  commit: ['커밋'],
  tree: ['프로세스 트리'],
  비밀: ['시크릿'],
  바뀌지: ['불변'],
  바꾸: ['변조', '위조'],
  크기: ['용량', '사이즈'],
  지우: ['삭제', '제거'],
  올리: ['업로드'],
  내려받: ['다운로드'],
  뒤에서: ['백그라운드'],
  '쓰지 않는': ['안 쓰는', '안쓰는', '미사용'],
};

/** Words of a question that say nothing of what is asked. */
export const emptyWords: ReadonlySet<string> = new Set([
  ...['무엇', '무엇인가', '무엇인가요', '뭔가요', '뭐예요', '어떻게', '방법', '하는법', '이유'],
  ...['되나요', '하나요', '인가요', '있나요', '하려면'],
]);
