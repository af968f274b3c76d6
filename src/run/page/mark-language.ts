import { langOf } from '../../transcript/lang-of.ts';

/** Says whether an element's text is Korean or a tool's English, so that it is spoken and drawn as such. */
export function markLanguage<Made extends HTMLElement>(element: Made): Made {
  element.lang = langOf(element.textContent);
  return element;
}
