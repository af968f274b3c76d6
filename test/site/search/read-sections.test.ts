import { expect, test } from 'vitest';
import { readSections } from '../../../src/site/search/read-sections.ts';
import { parseChapter } from '../../../src/transcript/parse-chapter.ts';

const text = `---
title: 제목
---

머리말이에요. **굵은** \`낱말\`도 있어요.

## 첫째 \`docker\`

| 말 | 뜻 |
| --- | --- |
| 태그<br />tag | 이름표 |

<Aside title="조심하세요">
  지워져요.
</Aside>

\`\`\`console id="first"
$ cat <<END
> x
> END
x
...
$ false
[1]
\`\`\`

## 둘째

<Claim id="H1" verdict="확인" evidence="first">
  <p slot="claim">노트의 말.</p>

  맞아요.
</Claim>

\`\`\`dockerfile title="Dockerfile"
FROM scratch@sha256:${'ab'.repeat(32)}
\`\`\`
`;
const headings = [
  { slug: '첫째-docker', text: '첫째 docker' },
  { slug: '둘째', text: '둘째' },
];

test('a chapter is cut at its headings into what is told and what is on the screen', () => {
  expect(readSections(parseChapter('a.mdx', text), headings)).toEqual([
    { heading: '', anchor: '', prose: '머리말이에요. 굵은 낱말도 있어요.', screen: '' },
    {
      heading: '첫째 docker',
      anchor: '첫째-docker',
      prose: '말 뜻\n태그 tag 이름표\n조심하세요\n지워져요.',
      screen: '$ cat <<END\n> x\n> END\nx\n$ false\n',
    },
    {
      heading: '둘째',
      anchor: '둘째',
      prose: '노트의 말.\n맞아요.',
      screen: 'FROM scratch@sha256:abababababab…\n',
    },
  ]);
});

test('a heading that the page does not have stops the build', () => {
  expect(() =>
    readSections(parseChapter('a.mdx', text), headings.slice(1)),
  ).toThrowErrorMatchingInlineSnapshot(
    `[Error: a.mdx:27:1: expected the page to have this heading but found 1 before it. Write headings as Markdown, outside of components.]`,
  );
});
