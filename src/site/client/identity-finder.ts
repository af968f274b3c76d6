import { makeElement } from '../../dom/make-element.ts';

/** The bar that leads from one name of a thing to the next. */
export interface Finder {
  bar: HTMLElement;
  names: readonly HTMLElement[];
  /** The name that it has led to. */
  current(): HTMLElement | undefined;
  /** Puts the focus on the button that leads on. */
  focus(): void;
}

/** Makes the bar for the names of one thing, in the page's order, beginning at one of them; `close` puts it away. */
export function createFinder(
  names: readonly HTMLElement[],
  first: HTMLElement,
  close: () => void,
): Finder {
  let at = names.indexOf(first);
  const count = makeElement('span', 'finder-count');
  count.role = 'status';
  const tell = () => {
    count.textContent = `이 장의 ${names.length}곳 가운데 ${at + 1}번째`;
  };
  const go = (step: number) => {
    at = (at + step + names.length) % names.length;
    tell();
    const name = names[at];
    const fold = name?.closest('details');
    if (fold) fold.open = true;
    name?.scrollIntoView({ block: 'center' });
  };
  const button = (label: string, sign: string, press: () => void) => {
    const made = makeElement('button', 'finder-button', sign);
    made.type = 'button';
    made.ariaLabel = label;
    made.title = label;
    made.addEventListener('click', press);
    return made;
  };
  const next = button('다음 곳', '↓', () => go(1));
  const bar = makeElement(
    'div',
    'finder',
    makeElement('code', 'finder-name', first.textContent.slice(0, 12)),
    count,
    button('이전 곳', '↑', () => go(-1)),
    next,
    button('닫기', '✕', close),
  );
  bar.role = 'group';
  bar.ariaLabel = '같은 값 찾기';
  // A status that is there when it changes is read out.
  queueMicrotask(tell);
  return { bar, names, current: () => names[at], focus: () => next.focus() };
}
