/**
 * Gives screens that scroll sideways a name. Expressive Code makes them reachable by key and calls them regions; a region without a name
 * says nothing.
 */
export function nameScreens(page: Document): void {
  const name = (screen: Element) => {
    const figure = screen.closest('figure');
    const path = figure?.querySelector('figcaption .title')?.textContent;
    if (screen.role === 'region') screen.ariaLabel = figure?.ariaLabel ?? path ?? '코드';
    else screen.ariaLabel = null;
  };
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) if (target instanceof Element) name(target);
  });
  for (const screen of page.querySelectorAll('.expressive-code pre')) {
    name(screen);
    observer.observe(screen, { attributeFilter: ['role'] });
  }
}
