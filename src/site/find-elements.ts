import type { MdastNode } from 'satteri';
import { parseMarkdown } from '../transcript/parse-markdown.ts';
import type { Place } from '../transcript/types.ts';

/** A component as a chapter uses it. */
export interface ElementUse {
  name: string;
  /** Attributes that are written as text; those in braces are left out. */
  attributes: Readonly<Record<string, string>>;
  place: Place;
}

/** The components of these names that a chapter uses, in order; throws a `TranscriptError` if the chapter does not parse. */
export function findElements(file: string, text: string, names: readonly string[]): ElementUse[] {
  const found: ElementUse[] = [];
  const visit = (node: MdastNode) => {
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      const { line = 1, column = 1 } = node.position?.start ?? {};
      const attributes = node.attributes.flatMap((attribute) =>
        attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string'
          ? [[attribute.name, attribute.value] as const]
          : [],
      );
      if (node.name && names.includes(node.name)) {
        const place = { file, line, column };
        found.push({ name: node.name, attributes: Object.fromEntries(attributes), place });
      }
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(parseMarkdown(file, text));
  return found;
}
