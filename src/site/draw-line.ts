import { addClassName, h, select, type Element } from '@astrojs/starlight/expressive-code/hast';
import { keepOptionsWhole } from './keep-options-whole.ts';
import type { TranscriptLine } from './transcript-lines.ts';

/** Marks a rendered line with its kind; a command gets its prompt, anything else is plain text. Style sheets do the rest. */
export function drawLine(ast: Element, line: TranscriptLine): void {
  const { kind, text, destructive, host, isRow } = line;
  addClassName(ast, `step-${kind}`);
  if (isRow) addClassName(ast, 'step-row');
  if (destructive) addClassName(ast, 'step-destructive');
  const code = select('.code', ast);
  if (!code) return;
  if (kind === 'command' || kind === 'continuation') {
    keepOptionsWhole(code);
    const prompt = h('span', { class: 'step-prompt' }, kind === 'command' ? '$ ' : '> ');
    if (host) prompt.children.unshift(h('span', { class: 'step-host' }, `${host} `));
    // The prompt already gives an empty line its height.
    code.children = text ? [prompt, ...code.children] : [prompt];
  } else {
    // An empty line needs a line end to have a height.
    code.children = [h('span', text || '\n')];
  }
}
