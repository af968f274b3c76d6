import type { ElementContent } from 'hast';
import type { ExpressiveCodePlugin } from '@astrojs/starlight/expressive-code';
import {
  addClassName,
  getClassNames,
  visit,
  type Element,
} from '@astrojs/starlight/expressive-code/hast';
import { codePalettes, type Ink } from './code-themes.ts';

/**
 * Gives words of code their colours by classes. Expressive Code writes both themes' colours beside every word, which is most of a
 * page's weight, and which a strict content security policy forbids.
 */
export function codeColoursPlugin(): ExpressiveCodePlugin {
  return {
    name: 'Code colours',
    baseStyles: inks
      .map((ink) => {
        const [dark, light] = [codePalettes.dark[ink], codePalettes.light[ink]];
        return `.ink-${ink}{color:${dark}} :root[data-theme='light'] & .ink-${ink}{color:${light}}`;
      })
      .join('\n'),
    hooks: {
      postprocessRenderedBlock({ renderData }) {
        visit(renderData.blockAst, 'element', (line) => {
          if (!getClassNames(line).includes('code')) return;
          visit(line, 'element', colour);
          joinPlainWords(line);
        });
      },
    },
  };
}

const inks: Ink[] = ['command', 'keyword', 'string', 'value', 'comment'];

function colour(word: Element): void {
  const found = /^--0:(#\w{6});--1:(#\w{6})$/i.exec(String(word.properties['style']));
  const [dark, light] = [found?.[1]?.toLowerCase(), found?.[2]?.toLowerCase()];
  const isOf = (ink: Ink) => codePalettes.dark[ink] === dark;
  // Where two look the same in the dark, the light one tells.
  const ink =
    inks.find((each) => isOf(each) && codePalettes.light[each] === light) ??
    (['ink', ...inks] as const).find(isOf);
  if (ink === undefined) return;
  delete word.properties['style'];
  if (ink !== 'ink') addClassName(word, `ink-${ink}`);
}

/** A word in the colour of the line needs no element of its own. */
function joinPlainWords(line: Element): void {
  if (line.children.length < 2) return;
  const parts = line.children.flatMap((child): ElementContent[] =>
    child.type === 'element' &&
    child.tagName === 'span' &&
    Object.keys(child.properties).length === 0
      ? child.children
      : [child],
  );
  line.children = [];
  for (const part of parts) {
    const last = line.children.at(-1);
    if (part.type === 'text' && last?.type === 'text') last.value += part.value;
    else line.children.push(part.type === 'text' ? { ...part } : part);
  }
}
