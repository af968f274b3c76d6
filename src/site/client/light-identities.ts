import { createFinder, type Finder } from './identity-finder.ts';

/**
 * Lights up all names of a thing where the pointer or the focus is on one of them. A click or Enter keeps them lit and opens a small
 * bar that leads from one to the next; Escape puts the light out. Each transcript is one tab stop, arrow keys go on from there.
 */
export function lightIdentities(page: Document): void {
  const marks = [...page.querySelectorAll<HTMLElement>('[data-same]')];
  const namesOf = Map.groupBy(marks, (mark) => mark.dataset['same'] ?? '');
  let kept: Finder | undefined;

  const light = (same: string | undefined) => {
    for (const mark of marks) mark.classList.toggle('is-lit', mark.dataset['same'] === same);
  };
  const release = () => {
    kept?.bar.remove();
    for (const mark of kept?.names ?? []) mark.ariaPressed = 'false';
    kept = undefined;
    light(undefined);
  };
  const keep = (mark: HTMLElement) => {
    const wasKept = kept?.names.includes(mark);
    release();
    if (wasKept) return;
    const names = namesOf.get(mark.dataset['same'] ?? '') ?? [];
    kept = createFinder(names, mark, release);
    for (const name of names) name.ariaPressed = 'true';
    page.body.append(kept.bar);
    light(mark.dataset['same']);
  };
  const markOf = ({ target }: Event) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-same]') : null;
  const show = (event: Event) => light((markOf(event) ?? kept?.names[0])?.dataset['same']);

  for (const transcript of page.querySelectorAll('.transcript')) {
    for (const [index, mark] of transcript.querySelectorAll<HTMLElement>('[data-same]').entries()) {
      mark.role = 'button';
      mark.ariaPressed = 'false';
      mark.tabIndex = index === 0 ? 0 : -1;
    }
  }
  page.addEventListener('pointerover', show);
  page.addEventListener('focusin', show);
  page.addEventListener('click', (event) => {
    const mark = markOf(event);
    // Who selects text to copy it does not mean to click.
    if (mark && getSelection()?.isCollapsed !== false) keep(mark);
  });
  page.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && kept) {
      const back = kept.bar.contains(page.activeElement) ? kept.current() : undefined;
      release();
      back?.focus();
    }
    const mark = markOf(event);
    if (!mark) return;
    if (event.key === 'Enter' || event.key === ' ') keep(mark);
    else if (!move(mark, event.key)) return;
    event.preventDefault();
  });
}

/** Moves the focus to the next or previous name of the same transcript; says whether the key means that. */
function move(mark: HTMLElement, key: string): boolean {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  if (step === undefined) return false;
  const all = [
    ...(mark.closest('.transcript')?.querySelectorAll<HTMLElement>('[data-same]') ?? []),
  ];
  const next = all[all.indexOf(mark) + step];
  if (!next) return true;
  mark.tabIndex = -1;
  next.tabIndex = 0;
  reveal(next);
  next.focus();
  return true;
}

/** Opens the folded output that a name may be in. */
function reveal(mark: HTMLElement): void {
  const fold = mark.closest('details');
  if (fold) fold.open = true;
}
