import { stringify } from 'yaml';

/** The text of a chapter that says nothing yet, but verifies at once. */
export function printChapter(title: string): string {
  const front = stringify({
    title,
    description: '이 장에서 무엇을 확인하는지 한두 문장으로 적어요.',
    minutes: 5,
    images: ['localhost:5050/busybox:1.38'],
  });
  return `---
${front}---

이 장에서 무엇을 하는지, 왜 하는지 적어요.

## 컨테이너 안에서 말하기

\`\`\`console id="hello"
$ docker run --rm localhost:5050/busybox:1.38 echo "안녕하세요"
안녕하세요
\`\`\`
`;
}
