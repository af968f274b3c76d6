import type { Element, ElementContent } from 'hast';
import { h } from '@astrojs/starlight/expressive-code/hast';

/** Wraps the options (`--progress`) in a drawn line or text in spans of their own: a browser would break a line behind their hyphens. */
export function keepOptionsWhole(node: Element): void {
  node.children = node.children.flatMap((child): ElementContent[] => {
    if (child.type === 'element') keepOptionsWhole(child);
    if (child.type !== 'text') return [child];
    return splitOptions(child.value).map(({ text, isOption }) =>
      isOption ? h('span', { class: 'option' }, text) : { ...child, value: text },
    );
  });
}

/** The parts of a command, in order: its options, and what stands between them. */
export const splitOptions = (command: string): { text: string; isOption: boolean }[] =>
  command
    .split(/((?<![^\s])-[\w-]+)/)
    .map((text, index) => ({ text, isOption: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
