/** The bar that leads from one name of a thing to the next. */
export interface Finder {
  bar: HTMLElement;
  names: readonly HTMLElement[];
  /** The name that it has led to. */
  current(): HTMLElement | undefined;
}

/** Makes the bar for the names of one thing, in the page's order, beginning at one of them; `close` puts it away. */
export function createFinder(
  names: readonly HTMLElement[],
  first: HTMLElement,
  close: () => void,
): Finder {
  let at = names.indexOf(first);
  const count = element('span', 'finder-count');
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
    const made = element('button', 'finder-button');
    made.type = 'button';
    made.ariaLabel = label;
    made.title = label;
    made.textContent = sign;
    made.addEventListener('click', press);
    return made;
  };
  const bar = element('div', 'finder');
  bar.role = 'group';
  bar.ariaLabel = '같은 값 찾기';
  const name = element('code', 'finder-name');
  name.textContent = first.textContent.slice(0, 12);
  bar.append(
    name,
    count,
    button('이전 곳', '↑', () => go(-1)),
    button('다음 곳', '↓', () => go(1)),
    button('닫기', '✕', close),
  );
  // A status that is there when it changes is read out.
  queueMicrotask(tell);
  return { bar, names, current: () => names[at] };
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
