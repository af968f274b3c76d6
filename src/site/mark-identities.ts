import type { Element, ElementContent } from 'hast';
import { h } from '@astrojs/starlight/expressive-code/hast';
import type { Mark } from './find-identities.ts';

/** Wraps what a drawn line names of the chapter's identities in spans with their numbers; `node` holds the line's text and no more. */
export function markIdentities(node: Element, marks: readonly Mark[]): void {
  if (marks.length === 0) return;
  let at = 0;
  const visit = (parent: Element) => {
    parent.children = parent.children.flatMap((child): ElementContent[] => {
      if (child.type === 'element') visit(child);
      if (child.type !== 'text') return [child];
      const parts = split(child.value, at, marks);
      at += child.value.length;
      return parts;
    });
  };
  visit(node);
}

/** The parts of a text that begins at an offset of the line; a name that only partly lies in it stays plain. */
function split(text: string, offset: number, marks: readonly Mark[]): ElementContent[] {
  const parts: ElementContent[] = [];
  let done = 0;
  const plain = (end: number) => {
    if (end > done) parts.push({ type: 'text', value: text.slice(done, end) });
  };
  for (const { start, end, identity } of marks) {
    const [from, to] = [start - offset, end - offset];
    if (from < done || to > text.length) continue;
    plain(from);
    parts.push(h('span', { 'data-same': identity }, text.slice(from, to)));
    done = to;
  }
  plain(text.length);
  return parts;
}
