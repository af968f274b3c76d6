import { mergeProgress, noProgress, parseProgress } from './progress.ts';
import type { ProgressStore } from './progress-store.ts';

/** Lets a reader take the progress along as a file, bring it back, and forget it. */
export function keepProgress(page: Document, store: ProgressStore): void {
  const keeper = page.querySelector<HTMLElement>('[data-progress-keeper]');
  const press = (name: string, action: () => void) =>
    keeper?.querySelector(`[data-press=${name}]`)?.addEventListener('click', action);
  const [file, status] = [keeper?.querySelector('input'), keeper?.querySelector('[role=status]')];
  if (!keeper || !file || !status) return;
  const tell = (words: string) => {
    status.textContent = words;
  };

  press('export', () => {
    save(JSON.stringify(store.get(), null, 2));
    tell('진도를 파일로 내려받았어요.');
  });
  press('import', () => file.click());
  press('reset', () => {
    if (!confirm('이 브라우저에 남은 진도를 모두 지울까요?')) return;
    store.set(noProgress);
    tell('진도를 지웠어요.');
  });
  const bring = async (chosen: File) => {
    const brought = parseProgress(await chosen.text());
    if (brought) store.set(mergeProgress(store.get(), brought));
    tell(
      brought
        ? '파일의 진도를 더했어요.'
        : `${chosen.name}은(는) 진도 파일이 아니에요. 여기서 내보낸 파일을 골라 주세요.`,
    );
    file.value = '';
  };
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (chosen) void bring(chosen);
  });
  store.watch(({ chapters }) => {
    const all = Object.values(chapters);
    const read = all.filter((chapter) => chapter.read !== undefined).length;
    const opened = all.reduce((sum, chapter) => sum + chapter.opened.length, 0);
    const count = keeper.querySelector('[data-count]');
    if (count) count.textContent = `읽은 장 ${read}개, 열어 본 질문 ${opened}개`;
  });
  keeper.hidden = false;
}

function save(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'dollyeo-docker-progress.json';
  link.click();
  URL.revokeObjectURL(link.href);
}
