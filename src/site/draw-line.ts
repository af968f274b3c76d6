import {
  addClassName,
  h,
  select,
  setProperty,
  type Element,
} from '@astrojs/starlight/expressive-code/hast';
import { keepOptionsWhole } from './keep-options-whole.ts';
import { langOf } from '../transcript/lang-of.ts';
import { markIdentities } from './mark-identities.ts';
import type { TranscriptLine } from './transcript-lines.ts';

/** Marks a rendered line with its kind; a command gets its prompt, anything else is plain text. Style sheets do the rest. */
export function drawLine(ast: Element, line: TranscriptLine): void {
  const { kind, text, destructive, host, isRow, marks } = line;
  addClassName(ast, `step-${kind}`);
  if (isRow) addClassName(ast, 'step-row');
  if (destructive) addClassName(ast, 'step-destructive');
  const code = select('.code', ast);
  if (!code) return;
  // The screen is English as a whole.
  if (langOf(text) !== 'en') setProperty(code, 'lang', langOf(text));
  const isTyped = kind === 'command' || kind === 'continuation';
  // An empty line needs a line end to have a height.
  if (!isTyped) code.children = [h('span', text || '\n')];
  markIdentities(code, marks);
  keepOptionsWhole(code);
  // A prompt already gives an empty line its height.
  if (isTyped) code.children = [drawPrompt(kind, host), ...(text ? code.children : [])];
}

/**
 * The prompt of a command's first line (with the machine's name, where there are several) or of those that continue it.
 * Its blanks hold it to what it begins: a long first word is broken, and the prompt does not stand alone on a line.
 */
export function drawPrompt(kind: 'command' | 'continuation', host?: string): Element {
  return h('span', { class: 'step-prompt' }, [
    ...(host ? [h('span', { class: 'step-host' }, `${host}\u00a0`)] : []),
    kind === 'command' ? '$\u00a0' : '>\u00a0',
  ]);
}
