/** Moves the focus up and down among elements by arrow keys; at either end it stays. */
export function moveAmong(event: KeyboardEvent, elements: readonly HTMLElement[]): void {
  // While a syllable is being put together, the keys belong to the keyboard's own list.
  if (event.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
  event.preventDefault();
  const at = elements.findIndex((element) => element === document.activeElement);
  elements[event.key === 'ArrowDown' ? at + 1 : Math.max(0, at - 1)]?.focus();
}
