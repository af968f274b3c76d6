import type { Element } from 'hast';
import { h } from '@astrojs/starlight/expressive-code/hast';
import type { Difference } from '../transcript/types.ts';
import { drawPrompt } from './draw-line.ts';
import { keepOptionsWhole } from './keep-options-whole.ts';
import type { Elsewhere } from './find-elsewhere.ts';
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
    ...(printed
      ? [
          // It scrolls, so keys must reach it.
          h('div', { class: 'line-screen', lang: 'en', translate: 'no', tabindex: 0 }, [
            ...printed.command
              .split('\n')
              .map((text, at) =>
                h('div', { class: 'line-command', lang: langOf(text) }, [
                  at > 0 ? drawPrompt('continuation') : drawPrompt('command', host),
                  text,
                ]),
              ),
            ...printed.expected.map(({ text, gap }) =>
              gap
                ? h('div', { class: 'line-note', lang: 'ko' }, '…(생략)')
                : h('div', { class: 'line-output', lang: langOf(text) }, text || '\n'),
            ),
            ...(printed.exitCode
              ? [h('div', { class: 'line-note', lang: 'ko' }, `종료 코드 ${printed.exitCode}`)]
              : []),
          ]),
        ]
      : []),
  ]);
}

const drawReason = (reason: string) =>
  codeParts(reason).map(({ text, isCode }) => {
    if (!isCode) return { type: 'text' as const, value: text };
    const code = h('code', text);
    keepOptionsWhole(code);
    return code;
  });
