import type { DifferenceLine, ShownLine } from '../messages.ts';
import { makeElement } from '../../dom/make-element.ts';
import { markLanguage } from './mark-language.ts';

/** Puts lines of a terminal in place of those from `from` on; the view stays at the end if it was there. */
export function drawLines(screen: HTMLElement, from: number, lines: readonly ShownLine[]): void {
  const isAtEnd = screen.scrollTop + screen.clientHeight >= screen.scrollHeight - 8;
  while (screen.childElementCount > from) screen.lastElementChild?.remove();
  screen.append(
    ...lines.map(({ kind, text }) => {
      const prompt = kind === 'command' ? (/^(?:[$>]|\S+ \$) /.exec(text)?.[0] ?? '') : '';
      return markLanguage(
        makeElement(
          'span',
          `run-line run-${kind}${isRow(text) ? ' run-row' : ''}`,
          // Its blanks hold it to the command, as on the page.
          ...(prompt ? [makeElement('span', 'run-prompt', prompt.replaceAll(' ', '\u00a0'))] : []),
          `${text.slice(prompt.length)}\n`,
        ),
      );
    }),
  );
  if (isAtEnd) screen.scrollTop = screen.scrollHeight;
}

/** Draws a difference: marks say the side, so that colour need not. */
export function drawDifference(lines: readonly DifferenceLine[]): HTMLElement {
  const drawn = makeElement(
    'pre',
    'run-difference',
    ...lines.map(({ side, text }) => {
      const mark = makeElement('span', 'run-mark', marks[side]);
      mark.setAttribute('aria-hidden', 'true');
      const said = spoken[side];
      return makeElement(
        'span',
        `run-line run-on-${side}`,
        mark,
        ...(said ? [makeElement('span', 'run-said', said)] : []),
        markLanguage(makeElement('span', '', `${text}\n`)),
      );
    }),
  );
  drawn.tabIndex = 0;
  drawn.setAttribute('role', 'group');
  drawn.setAttribute('aria-label', '페이지와 다른 점');
  return drawn;
}

/** Columns stand three blanks apart at least, and would fall apart if they were wrapped. */
const isRow = (text: string) => /\S {3,}\S/.test(text);

const marks = { both: '  ', page: '− ', run: '+ ' };
/** What a screen reader hears in the place of a mark. */
const spoken = { both: '', page: '페이지: ', run: '돌린 결과: ' };
