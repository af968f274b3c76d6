import type { MdastNode } from 'satteri';
import { parseMarkdown } from '../transcript/parse-markdown.ts';

/** A link to another site, and where it stands. */
export interface OutsideLink {
  url: string;
  file: string;
  line: number;
}

/** The links to other sites that the author of a Markdown or MDX file wrote, those in attributes of components too. */
export function findLinks(file: string, text: string): OutsideLink[] {
  const links: OutsideLink[] = [];
  const visit = (node: MdastNode) => {
    const urls = [
      ...('url' in node && typeof node.url === 'string' ? [node.url] : []),
      ...('attributes' in node && Array.isArray(node.attributes)
        ? readAttributes(node.attributes)
        : []),
    ];
    for (const url of urls) {
      if (isOutside(url)) links.push({ url, file, line: node.position?.start.line ?? 1 });
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(parseMarkdown(file, text));
  return links;
}

function readAttributes(attributes: readonly object[]): string[] {
  return attributes.flatMap((attribute) =>
    'value' in attribute && typeof attribute.value === 'string' ? [attribute.value] : [],
  );
}

/** Lessons speak of machines that only they have. */
function isOutside(url: string): boolean {
  return /^https?:\/\//.test(url) && !/^https?:\/\/(localhost|127\.|\[::1\])/.test(url);
}
