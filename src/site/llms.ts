import { parseMarkdown } from '../transcript/parse-markdown.ts';

/** A page as language models are told of it; `url` is whole where the site's address is known. */
export interface ToldPage {
  part: string;
  title: string;
  description: string;
  url: string;
  /** The MDX that it is made of. */
  source: string;
}

/** The list of the course's pages, in the form of llmstxt.org; `full` is where all of them are in one file. */
export function listPages(pages: readonly ToldPage[], full: string): string {
  const parts = Map.groupBy(pages, ({ part }) => part);
  const sections = [...parts].map(([part, told]) => {
    const items = told.map(({ title, url, description }) => `- [${title}](${url}): ${description}`);
    return `## ${part}\n\n${items.join('\n')}\n`;
  });
  return `${introduction}\n[모든 페이지를 담은 글](${full})\n\n${sections.join('\n')}`;
}

/** All pages in one text, each under its title and address. */
export const tellPages = (pages: readonly ToldPage[]): string =>
  `${introduction}\n${pages.map((page) => `# ${page.title}\n\n주소: ${page.url}\n\n${textOf(page)}\n`).join('\n')}`;

const introduction = `# 돌려 보는 도커

> 모든 명령을 진짜 Docker Engine에서 돌려 보고 싣는 한국어 도커 강의예요. \`console\` 펜스의 출력은 그 명령이 실제로 찍은 것이에요.
`;

/** A page's text without front matter and imports; components stay, since they hold text. */
function textOf({ title, source }: ToldPage): string {
  const lines = source.split('\n');
  const root = parseMarkdown(`${title}.mdx`, source);
  for (const { type, position } of 'children' in root ? root.children : []) {
    if (!position || (type !== 'yaml' && type !== 'mdxjsEsm')) continue;
    lines.fill('', position.start.line - 1, position.end.line);
  }
  return lines.join('\n').trim();
}
