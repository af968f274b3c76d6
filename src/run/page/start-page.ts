import './run.css';
import { TOKEN_NAME } from '../messages.ts';
import { makeElement } from '../../dom/make-element.ts';
import { makeButton } from './make-button.ts';
import { makeRunner, type Work } from './run-chapter.ts';

const figures = [...document.querySelectorAll<HTMLElement>('figure[data-run-hash]')];
const base = import.meta.env.BASE_URL.replace(/\/$/, '');
const chapter = location.pathname.slice(base.length).replace(/^\/|\/$/g, '') || 'index';

/** What each fence's buttons are, by its place in the chapter. */
const buttons = new Map<number, { run: HTMLButtonElement; fromStart?: HTMLButtonElement }>();
let atWork: Work;

const runner = makeRunner(chapter, figures, (work) => {
  atWork = work;
  for (const [fence, { run, fromStart }] of buttons) {
    const isThis = fence === work;
    run.textContent = isThis ? '멈추기' : '돌리기';
    run.toggleAttribute('data-running', isThis);
    run.disabled = work !== undefined && !isThis;
    if (fromStart) fromStart.disabled = work !== undefined;
  }
});

function addButtons(figure: HTMLElement, fence: number): void {
  const foot = figure.querySelector('.foot');
  if (figure.classList.contains('is-skipped') || foot === null) return;
  const run = makeButton(
    '돌리기',
    () => void (atWork === fence ? runner.stop() : runner.run(fence, false)),
  );
  run.classList.add('run-main');
  run.title = '버려도 되는 컴퓨터에서 돌려요.';
  const isFirst = figures.slice(0, fence).every((each) => each.classList.contains('is-skipped'));
  const fromStart = isFirst
    ? undefined
    : makeButton('여기까지', () => void runner.run(fence, true));
  if (fromStart) {
    fromStart.title = '새 샌드박스에서 이 장을 처음부터 여기까지 돌려요.';
    fromStart.setAttribute('aria-label', '처음부터 여기까지 돌리기');
  }
  const group = makeElement('div', 'run-buttons', ...(fromStart ? [fromStart] : []), run);
  foot.insertBefore(group, foot.querySelector('.copy'));
  buttons.set(fence, { run, ...(fromStart && { fromStart }) });
}

if (document.querySelector(`meta[name="${TOKEN_NAME}"]`) !== null) {
  for (const [fence, figure] of figures.entries()) addButtons(figure, fence);
}
