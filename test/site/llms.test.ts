import { expect, test } from 'vitest';
import { listPages, tellPages } from '../../src/site/llms.ts';

const pages = [
  {
    part: '가',
    title: '하나',
    description: '설명이에요.',
    url: 'https://example.org/one/',
    source: `---\ntitle: 하나\n---\n\nimport Claim from '../../components/Claim.astro';\nimport { Aside } from '@astrojs/starlight/components';\n\n본문이에요.\n\n\`\`\`console\n$ cat <<END\n---\nimport me from you;\nEND\n\`\`\`\n`,
  },
  {
    part: '나',
    title: '둘',
    description: '설명.',
    url: 'https://example.org/two/',
    source: '둘째.\n',
  },
];

test('pages are listed by parts with their addresses and descriptions', () => {
  expect(listPages(pages, 'https://example.org/llms-full.txt')).toMatchInlineSnapshot(`
    "# 돌려 보는 도커

    > 모든 명령을 진짜 Docker Engine에서 돌려 보고 싣는 한국어 도커 강의예요. \`console\` 펜스의 출력은 그 명령이 실제로 찍은 것이에요.

    [모든 페이지를 담은 글](https://example.org/llms-full.txt)

    ## 가

    - [하나](https://example.org/one/): 설명이에요.

    ## 나

    - [둘](https://example.org/two/): 설명.
    "
  `);
});

test('the whole text leaves out front matter and imports, and no line of a fence', () => {
  expect(tellPages(pages)).toMatchInlineSnapshot(`
    "# 돌려 보는 도커

    > 모든 명령을 진짜 Docker Engine에서 돌려 보고 싣는 한국어 도커 강의예요. \`console\` 펜스의 출력은 그 명령이 실제로 찍은 것이에요.

    # 하나

    주소: https://example.org/one/

    본문이에요.

    \`\`\`console
    $ cat <<END
    ---
    import me from you;
    END
    \`\`\`

    # 둘

    주소: https://example.org/two/

    둘째.
    "
  `);
});
