import { makeElement } from '../../dom/make-element.ts';

/** Makes a button that does one thing. */
export function makeButton(label: string, onClick: () => void): HTMLButtonElement {
  const button = makeElement('button', 'run-button', label);
  button.type = 'button';
  button.addEventListener('click', onClick);
  return button;
}
