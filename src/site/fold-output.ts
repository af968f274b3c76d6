import type { Element } from 'hast';
import { getClassNames, h } from '@astrojs/starlight/expressive-code/hast';

/** Output that is longer than `atMost` lines shows its first `shown`, and the rest when it is asked for. */
const fold = { atMost: 14, shown: 10 } as const;

/** Folds long output among the drawn lines of a transcript. It opens by click or key, and for a search in the page, without any script. */
export function foldOutput(code: Element): void {
  const drawn: Element['children'] = [];
  let output: Element[] = [];
  const close = () => {
    if (output.length <= fold.atMost) drawn.push(...output);
    else drawn.push(...output.slice(0, fold.shown), folded(output.slice(fold.shown)));
    output = [];
  };
  for (const line of code.children) {
    if (line.type === 'element' && isOutput(line)) output.push(line);
    else {
      close();
      drawn.push(line);
    }
  }
  close();
  code.children = drawn;
}

const isOutput = (line: Element) =>
  getClassNames(line).some((name) => name === 'step-output' || name === 'step-gap');

const folded = (lines: Element[]) =>
  h('details', { class: 'fold' }, [
    h('summary', { lang: 'ko' }, [
      h('span', { class: 'fold-open' }, `출력 ${lines.length}줄 더 보기`),
      h('span', { class: 'fold-close' }, `${lines.length}줄 접기`),
    ]),
    ...lines,
  ]);
