import type { Standing } from '../chapter-on-line.ts';
import { describeLine } from './describe-line.ts';

type Kind = Standing['kind'];

const key = 'engine-line';

/**
 * Lets a reader choose an engine line once, for all chapters: steps that print something else there show that, with the reason. Where
 * nothing is stored, as in a private window, the choice holds for the page.
 */
export function chooseLine(page: Document): void {
  const choice = page.querySelector<HTMLElement>('.line-choice');
  const select = choice?.querySelector('select');
  if (!choice || !select) return;
  const lines = [...select.options].map(({ value }) => value);
  const stored = read();
  select.value = stored !== null && lines.includes(stored) ? stored : '';
  select.addEventListener('change', () => {
    store(select.value);
    show(page, choice, select.value);
  });
  choice.hidden = false;
  show(page, choice, select.value);
}

function show(page: Document, choice: HTMLElement, line: string): void {
  for (const shown of page.querySelectorAll('pre .line-step')) shown.remove();
  for (const output of page.querySelectorAll<HTMLElement>('pre [data-elsewhere]')) {
    delete output.dataset['elsewhere'];
    output.hidden = false;
  }
  let steps = 0;
  for (const transcript of page.querySelectorAll<HTMLElement>('.transcript')) {
    for (const section of transcript.querySelectorAll<HTMLElement>('.on-line')) {
      if (!section.dataset['lines']?.split(' ').includes(line)) continue;
      for (const step of section.querySelectorAll<HTMLElement>('.line-step')) {
        if (replace(transcript, step)) steps += 1;
      }
    }
  }
  const status = choice.querySelector('[role="status"]');
  const standing = choice.querySelector<HTMLElement>('option:checked')?.dataset['standing'];
  if (status) status.textContent = standing ? describeLine(standing as Kind, steps) : '';
}

/** Puts what a line prints in the place of what the page says of a step. */
function replace(transcript: HTMLElement, step: HTMLElement): boolean {
  const commands = transcript.querySelectorAll<HTMLElement>('pre .step-command');
  let last: Element | undefined = commands[Number(step.dataset['step']) - 1];
  if (!last) return false;
  let next = last.nextElementSibling;
  while (next?.classList.contains('step-continuation')) {
    last = next;
    next = next.nextElementSibling;
  }
  for (; next && !next.classList.contains('step-command'); next = next.nextElementSibling) {
    if (!(next instanceof HTMLElement)) continue;
    next.hidden = true;
    next.dataset['elsewhere'] = '';
  }
  last.after(step.cloneNode(true));
  return true;
}

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(line: string): void {
  try {
    localStorage.setItem(key, line);
  } catch {
    // The choice holds for this page.
  }
}
