import { moveAmong } from './move-among.ts';

/**
 * Makes the search of a page work: opens it by its buttons, `/` and Ctrl+K, asks while a reader types. Loads nothing
 * before it is opened.
 */
export function connectSearch(root: HTMLElement): void {
  const dialog = root.querySelector('dialog');
  const form = root.querySelector('form');
  const input = root.querySelector('input');
  const status = root.querySelector<HTMLElement>('[role="status"]');
  const list = root.querySelector('ol');
  if (!dialog || !form || !input || !status || !list) return;
  const { base = '/' } = root.dataset;
  let loading: Promise<(query: string) => HTMLElement[]> | undefined;

  const load = async () => {
    const { loadSearch } = await import('./load-search.ts');
    return loadSearch(`${base}search.json`, base);
  };

  const ask = async () => {
    const query = input.value.trim();
    status.textContent = loading ? status.textContent : says.loading;
    try {
      const search = await (loading ??= load());
      // Meanwhile the reader may have typed on: the last query draws.
      if (query !== input.value.trim()) return;
      const results = search(query);
      list.replaceChildren(...results);
      status.textContent = query === '' ? says.hint : says.found(query, results.length);
    } catch {
      loading = undefined;
      list.replaceChildren();
      status.textContent = says.failed;
    }
  };

  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    void ask();
  };

  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-open-search]')) open();
  });
  document.addEventListener('keydown', (event) => {
    const isK = event.code === 'KeyK' && (event.ctrlKey || event.metaKey);
    if (!isK && !(event.key === '/' && !isTyping(event))) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else open();
  });
  dialog.addEventListener('click', ({ target }) => {
    const leads = target instanceof Element && target.closest('a, [data-close]');
    // The dialog itself is hit only beside what it holds.
    if (leads || target === dialog) dialog.close();
  });
  dialog.addEventListener('keydown', (event) => moveAmong(event, [input, ...links()]));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    links()[0]?.click();
  });
  input.addEventListener('input', () => void ask());
  const links = () => [...list.querySelectorAll('a')];
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-open-search]')) {
    button.disabled = false;
  }
}

const says = {
  hint: '낱말, 문장, 명령 무엇이든 괜찮아요.',
  loading: '검색을 준비하고 있어요…',
  failed: '검색을 준비하지 못했어요. 인터넷 연결을 확인하고 다시 써 보세요.',
  found: (query: string, count: number) =>
    count === 0
      ? `‘${query}’에 맞는 곳이 없어요. 낱말을 줄이거나 다른 말로 찾아보세요.`
      : `페이지 ${count}개에서 찾았어요.`,
};

const isTyping = ({ target, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  ctrlKey ||
  metaKey ||
  altKey ||
  (target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select')));
