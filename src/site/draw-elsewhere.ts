import type { Element } from 'hast';
import { h } from '@astrojs/starlight/expressive-code/hast';
import type { Difference, Step } from '../transcript/types.ts';
import { drawPrompt } from './draw-line.ts';
import { keepOptionsWhole } from './keep-options-whole.ts';
import type { Elsewhere } from './find-elsewhere.ts';
import { findRows } from './find-rows.ts';
import { langOf } from '../transcript/lang-of.ts';
import { nameLine } from './line-differences.ts';
import { codeParts } from './code-parts.ts';

/**
 * What other engine lines print in a fence, below it, for whoever opens it; nothing where all print the same. A script puts it in the
 * place of the output for readers who chose such a line: `data-lines` says of which lines, `data-step` of which step. `host` is whose
 * prompt it is, where a chapter has several machines.
 */
export function drawElsewhere(elsewhere: readonly Elsewhere[], host?: string): Element[] {
  if (elsewhere.length === 0) return [];
  return [
    h('details', { class: 'elsewhere' }, [
      h('summary', '다른 엔진에서는 다르게 나와요'),
      ...elsewhere.map(({ lines, steps }) =>
        h('div', { class: 'on-line', 'data-lines': lines.join(' ') }, [
          h('p', { class: 'line-name' }, `${lines.map(nameLine).join(', ')}에서는`),
          ...steps.map((step) => drawStep(step, host)),
        ]),
      ),
    ]),
  ];
}

function drawStep(
  { step, reason, isImpossible, printed }: Difference,
  host: string | undefined,
): Element {
  const why = isImpossible ? `이 엔진에서는 할 수 없어요. ${reason}` : reason;
  return h('div', { class: 'line-step', 'data-step': step }, [
    ...(why ? [h('p', { class: 'line-why' }, drawReason(why))] : []),
    ...(printed ? [drawScreen(printed, host)] : []),
  ]);
}

/** Rows of columns scroll, so keys must reach them; everything else is wrapped. */
function drawScreen({ command, expected, exitCode }: Step, host: string | undefined): Element {
  const rows = findRows(expected.map(({ text, gap }) => (gap ? '' : text)));
  const focus = rows.includes(true) ? { tabindex: 0 } : {};
  return h('div', { class: 'line-screen', lang: 'en', translate: 'no', ...focus }, [
    ...command.split('\n').map((text, at) => {
      const prompt = at > 0 ? drawPrompt('continuation') : drawPrompt('command', host);
      return drawScreenLine('line-command', text, [prompt, text]);
    }),
    ...expected.map(({ text, gap }, at) => {
      if (gap) return h('div', { class: 'line-note', lang: 'ko' }, '…(생략)');
      return drawScreenLine(rows[at] ? 'line-output line-row' : 'line-output', text, [
        text || '\n',
      ]);
    }),
    ...(exitCode ? [h('div', { class: 'line-note', lang: 'ko' }, `종료 코드 ${exitCode}`)] : []),
  ]);
}

function drawScreenLine(kind: string, text: string, parts: (Element | string)[]): Element {
  const line = h('div', { class: kind, lang: langOf(text) }, parts);
  keepOptionsWhole(line);
  return line;
}

const drawReason = (reason: string) =>
  codeParts(reason).map(({ text, isCode }) => {
    if (!isCode) return { type: 'text' as const, value: text };
    const code = h('code', text);
    keepOptionsWhole(code);
    return code;
  });
