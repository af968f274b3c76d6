import { createFinder, type Finder } from './identity-finder.ts';

/**
 * Lights up all names of a thing where the pointer or the focus is on one of them. A click or Enter keeps them lit and opens a small
 * bar that leads from one to the next; Escape puts the light out. Each transcript is one tab stop, arrow keys go on from there. Names in
 * output that another engine line's has taken the place of do not count.
 */
export function lightIdentities(page: Document): void {
  const marks = [...page.querySelectorAll<HTMLElement>('[data-same]')];
  const namesOf = Map.groupBy(marks, (mark) => mark.dataset['same'] ?? '');
  const shownNamesOf = (mark: HTMLElement) =>
    (namesOf.get(mark.dataset['same'] ?? '') ?? []).filter(isShown);
  let kept: Finder | undefined;

  const light = (same: string | undefined) => {
    for (const mark of marks) mark.classList.toggle('is-lit', mark.dataset['same'] === same);
  };
  const release = () => {
    // Who has come to the bar by key would otherwise be nowhere.
    const back = kept?.bar.querySelector(':focus-visible') ? kept.current() : undefined;
    kept?.bar.remove();
    for (const mark of kept?.names ?? []) mark.ariaPressed = 'false';
    kept = undefined;
    light(undefined);
    back?.focus();
  };
  const keep = (mark: HTMLElement) => {
    const wasKept = kept?.names.includes(mark);
    release();
    if (wasKept) return;
    kept = createFinder(shownNamesOf(mark), mark, release);
    for (const name of kept.names) name.ariaPressed = 'true';
    page.body.append(kept.bar);
    light(mark.dataset['same']);
  };
  const markOf = ({ target }: Event) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-same]') : null;
  const show = (event: Event) => light((markOf(event) ?? kept?.names[0])?.dataset['same']);

  const transcripts = [...page.querySelectorAll('.transcript')];
  for (const mark of transcripts.flatMap(marksIn)) {
    mark.role = 'button';
    mark.ariaPressed = 'false';
  }
  for (const transcript of transcripts) setStop(transcript);
  // A reader who chooses another engine line hides output and shows it again.
  new MutationObserver(() => {
    for (const transcript of transcripts) setStop(transcript);
    const [first] = kept?.names ?? [];
    if (first && shownNamesOf(first).length !== kept?.names.length) release();
  }).observe(page.body, { subtree: true, attributeFilter: ['hidden'] });

  page.addEventListener('pointerover', show);
  page.addEventListener('focusin', (event) => {
    const mark = markOf(event);
    const transcript = mark?.closest('.transcript');
    if (mark && transcript) setStop(transcript, mark);
    show(event);
  });
  page.addEventListener('click', (event) => {
    const mark = markOf(event);
    // Who selects text to copy it does not mean to click.
    if (mark && getSelection()?.isCollapsed !== false) keep(mark);
  });
  page.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') release();
    const mark = markOf(event);
    if (!mark) return;
    if (event.key === 'Enter' || event.key === ' ') {
      keep(mark);
      kept?.focus();
    } else if (!move(mark, event.key)) return;
    event.preventDefault();
  });
}

const marksIn = (transcript: Element) => [
  ...transcript.querySelectorAll<HTMLElement>('[data-same]'),
];

/** Folded output counts as shown: whoever goes there unfolds it. */
const isShown = (mark: HTMLElement) => mark.closest('[hidden]') === null;

/** Makes one shown name the tab stop of its transcript: this one, else the one that it is, else the first. */
function setStop(transcript: Element, wanted?: HTMLElement): void {
  const marks = marksIn(transcript);
  const shown = marks.filter(isShown);
  const stop = wanted ?? shown.find(({ tabIndex }) => tabIndex === 0) ?? shown[0];
  for (const mark of marks) mark.tabIndex = mark === stop ? 0 : -1;
}

/** Moves the focus to the next or previous name of the same transcript; says whether the key means that. */
function move(mark: HTMLElement, key: string): boolean {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  if (step === undefined) return false;
  const transcript = mark.closest('.transcript');
  const all = transcript ? marksIn(transcript).filter(isShown) : [];
  const next = all[all.indexOf(mark) + step];
  if (next) {
    reveal(next);
    next.focus();
  }
  return true;
}

/** Opens the folded output that a name may be in. */
function reveal(mark: HTMLElement): void {
  const fold = mark.closest('details');
  if (fold) fold.open = true;
}
