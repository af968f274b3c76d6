import type { Progress } from './progress.ts';

/** Marks the links to chapters that were read, in the side bar and on the first page, and counts them where the page asks for it. */
export function showProgress(page: Document, progress: Progress): void {
  const isRead = (slug: string) => progress.chapters[slug]?.read !== undefined;
  for (const link of page.querySelectorAll<HTMLAnchorElement>(
    '[data-chapter], .sidebar-content a',
  )) {
    mark(link, isRead(link.dataset['chapter'] ?? slugOf(link)));
  }
  for (const count of page.querySelectorAll<HTMLElement>('[data-count-read]')) {
    const slugs = count.dataset['countRead']?.split(' ') ?? [];
    const read = slugs.filter(isRead).length;
    count.textContent = read === 0 ? '' : `장 ${slugs.length}개 가운데 ${read}개 읽음`;
  }
  for (const door of page.querySelectorAll<HTMLAnchorElement>('[data-continue]')) {
    const chapters = [...page.querySelectorAll<HTMLAnchorElement>('[data-chapter]')];
    const lastRead = chapters.findLastIndex((link) => isRead(link.dataset['chapter'] ?? ''));
    const next = [...chapters.slice(lastRead + 1), ...chapters].find(
      (link) => !isRead(link.dataset['chapter'] ?? ''),
    );
    if (lastRead === -1 || !next) continue;
    door.href = next.href;
    door.textContent = `이어 읽기: ${next.dataset['title'] ?? ''}`;
  }
}

/** The last part of a link's path, which is the chapter's slug. */
const slugOf = (link: HTMLAnchorElement) => /([\w-]+)\/?$/.exec(link.pathname)?.[1] ?? '';

function mark(link: HTMLElement, isRead: boolean): void {
  link.classList.toggle('is-read', isRead);
  const told = link.querySelector('.told-read');
  if (!isRead) told?.remove();
  else if (!told) {
    const words = document.createElement('span');
    words.className = 'told-read sr-only';
    words.textContent = ' (읽음)';
    link.append(words);
  }
}
