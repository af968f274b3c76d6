import type { Element } from 'hast';
import { defineHastPlugin } from 'satteri';
import { keepOptionsWhole } from './keep-options-whole.ts';

/** Keeps the options of commands within a text (`--progress`) whole, as in a transcript. */
export const optionPlugin = defineHastPlugin({
  name: 'option',
  element: {
    filter: ['code'],
    visit(node, context) {
      const parent = context.parent(node);
      if (parent?.type === 'element' && parent.tagName === 'pre') return;
      const drawn = structuredClone<Element>(node);
      keepOptionsWhole(drawn);
      return drawn;
    },
  },
});
