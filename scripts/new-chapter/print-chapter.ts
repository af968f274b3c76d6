import { stringify } from 'yaml';

/** The text of a chapter that says nothing yet, but verifies at once, starts with no image and leaves none. */
export function printChapter(title: string): string {
  const front = stringify({
    title,
    description: '이 장에서 무엇을 확인하는지 한두 문장으로 적어요.',
    minutes: 5,
  });
  return `---
${front}---

이 장에서 무엇을 하는지, 왜 하는지 적어요.

## 필요한 것

- Docker가 깔린 컴퓨터와 터미널
- \`localhost:5050\`에서 답하는 강의용 레지스트리
- 5분쯤

## 컨테이너 안에서 말하기

\`\`\`console id="hello"
$ docker pull --quiet localhost:5050/busybox:1.38
localhost:5050/busybox:1.38
$ docker run --rm localhost:5050/busybox:1.38 echo "안녕하세요"
안녕하세요
\`\`\`

## 정리

\`\`\`console id="clean-up"
$ docker image rm localhost:5050/busybox:1.38 > /dev/null
\`\`\`
`;
}
