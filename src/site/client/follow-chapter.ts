import { openQuestion, setRead } from './progress.ts';
import type { ProgressStore } from './progress-store.ts';

/** Remembers which self-check questions of a chapter are opened, and whether its reader has read it. */
export function followChapter(page: Document, store: ProgressStore): void {
  const end = page.querySelector<HTMLElement>('[data-chapter-end]');
  const slug = end?.dataset['chapterEnd'];
  const button = end?.querySelector('button');
  if (!end || !button || slug === undefined) return;

  const questions = findQuestions(page);
  for (const [index, question] of questions.entries()) {
    question.addEventListener('toggle', () => {
      const number = index + 1;
      if (!question.open || store.get().chapters[slug]?.opened.includes(number)) return;
      store.set(openQuestion(store.get(), slug, number));
    });
  }
  button.addEventListener('click', () => {
    const wasRead = store.get().chapters[slug]?.read !== undefined;
    store.set(setRead(store.get(), slug, wasRead ? undefined : new Date().toISOString()));
  });
  const status = end.querySelector('[role=status]');
  store.watch(({ chapters }) => {
    const { read, opened = [] } = chapters[slug] ?? {};
    button.ariaPressed = String(read !== undefined);
    for (const [index, question] of questions.entries()) {
      question.classList.toggle('was-opened', opened.includes(index + 1));
    }
    const count = questions.filter((_, index) => opened.includes(index + 1)).length;
    if (status && questions.length > 0) {
      status.textContent = `스스로 확인하기 ${questions.length}개 가운데 ${count}개를 열어 봤어요.`;
    }
  });
  end.hidden = false;
}

/** The folded answers below the heading that asks readers to check themselves. */
function findQuestions(page: Document): HTMLDetailsElement[] {
  const all = [...page.querySelectorAll('.sl-markdown-content > *')];
  const start = all.findIndex((element) => element.querySelector('#스스로-확인하기'));
  const rest = start === -1 ? [] : all.slice(start + 1);
  const end = rest.findIndex((element) => element.matches('h2, .level-h2'));
  return rest
    .slice(0, end === -1 ? undefined : end)
    .filter((element) => element instanceof HTMLDetailsElement);
}
