import { addClassName, h, select, type Element } from '@astrojs/starlight/expressive-code/hast';
import type { TranscriptLine } from './transcript-lines.ts';

/** Marks a rendered line with its kind; a command gets its prompt, anything else is plain text. Style sheets do the rest. */
export function drawLine(ast: Element, { kind, text, destructive }: TranscriptLine): void {
  addClassName(ast, `step-${kind}`);
  if (destructive) addClassName(ast, 'step-destructive');
  const code = select('.code', ast);
  if (!code) return;
  if (kind === 'command' || kind === 'continuation') {
    code.children.unshift(h('span', { class: 'step-prompt' }, kind === 'command' ? '$ ' : '> '));
  } else {
    // An empty line needs a line end to have a height.
    code.children = [h('span', text || '\n')];
  }
}
