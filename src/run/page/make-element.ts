/** Makes an element with a class and children; text is always text, never markup. */
export function makeElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** Makes a button that does one thing. */
export function makeButton(label: string, onClick: () => void): HTMLButtonElement {
  const button = makeElement('button', 'run-button', label);
  button.type = 'button';
  button.addEventListener('click', onClick);
  return button;
}

/** Says whether an element's text is Korean or a tool's English, so that it is spoken and drawn as such. */
export function markLanguage<Made extends HTMLElement>(element: Made): Made {
  element.lang = /\p{Script=Hangul}/u.test(element.textContent) ? 'ko' : 'en';
  return element;
}
