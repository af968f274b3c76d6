import type { Element, ElementContent } from 'hast';
import { h } from '@astrojs/starlight/expressive-code/hast';

/** Wraps the options of a drawn command (`--progress`) in spans of their own: a browser would break a line behind their hyphens. */
export function keepOptionsWhole(node: Element): void {
  node.children = node.children.flatMap((child): ElementContent[] => {
    if (child.type === 'element') keepOptionsWhole(child);
    if (child.type !== 'text') return [child];
    return child.value
      .split(/((?<![^\s])-[\w-]+)/)
      .filter(Boolean)
      .map((part) =>
        part.startsWith('-') ? h('span', { class: 'option' }, part) : { ...child, value: part },
      );
  });
}
