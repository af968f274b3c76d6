import type { Refusal, Renamed, ShownLine, Verdict } from '../messages.ts';
import { describeLimits } from './describe-limits.ts';
import { drawDifference, drawLines } from './draw-lines.ts';
import { makeButton, makeElement } from './make-element.ts';

/** What a panel's buttons do. */
export interface PanelActions {
  runFromStart(): void;
  reset(): void;
  record(): void;
  build(): void;
  /** Ends the sandbox of another chapter, and says so here. */
  endOther(chapter: string): void;
}

/** What is below a fence once it has run. */
export interface RunPanel {
  say(text: string, state?: string): void;
  draw(from: number, lines: readonly ShownLine[]): void;
  showVerdict(verdict: Verdict, isAsked: boolean): void;
  showRefusal(refusal: Refusal): void;
  /** Empties it for the next run. */
  clear(): void;
}

/** Makes the panel of a fence, at the end of its figure; it is empty and hidden until something is said in it. */
export function makePanel(figure: HTMLElement, actions: PanelActions): RunPanel {
  const status = makeElement('p', 'run-status');
  status.setAttribute('role', 'status');
  const screen = makeElement('pre', 'run-screen');
  screen.tabIndex = 0;
  screen.lang = 'en';
  screen.translate = false;
  screen.setAttribute('role', 'region');
  screen.setAttribute('aria-label', '돌린 결과');
  const output = makeElement('details', 'run-output', makeElement('summary', '', '출력'), screen);
  const more = makeElement('div', 'run-more');
  const panel = makeElement('section', 'run-panel', status, output, more);
  panel.setAttribute('aria-label', '내 sandbox에서 돌리기');
  output.hidden = true;
  figure.append(panel);

  const say: RunPanel['say'] = (text, state = 'running') => {
    panel.dataset['state'] = state;
    status.textContent = text;
  };
  const limits = makeElement(
    'details',
    'run-limits',
    makeElement('summary', '', '버려도 되는 컴퓨터(sandbox)에서 돌려요'),
    ...describeLimits().map((text) => makeElement('p', '', text)),
  );

  return {
    say,
    draw(from, lines) {
      output.hidden = false;
      drawLines(screen, from, lines);
    },
    showVerdict(verdict, isAsked) {
      more.replaceChildren();
      switch (verdict.kind) {
        case 'same':
          say(`페이지와 같아요 · ${seconds(verdict.durationMs)}초`, 'same');
          output.open = isAsked;
          if (verdict.names.length > 0) more.append(drawNames(verdict.names));
          if (isAsked) {
            const reset = makeButton('새 sandbox로', actions.reset);
            more.append(makeElement('p', 'run-actions', reset), limits);
          }
          break;
        case 'different':
          say(`페이지와 달라요.${verdict.why ? ` ${verdict.why}` : ''}`, 'different');
          output.open = false;
          more.append(
            drawDifference(verdict.lines),
            makeElement(
              'p',
              'run-actions',
              ...(verdict.canRecord ? [makeButton('이 기록으로 바꾸기', actions.record)] : []),
              ...(verdict.why ? [makeButton('처음부터 여기까지', actions.runFromStart)] : []),
              makeButton('새 sandbox로', actions.reset),
            ),
          );
          if (isAsked) more.append(limits);
          break;
        case 'failed':
          say(verdict.text, 'failed');
          output.open = true;
          more.append(makeDetails('엔진이 한 말', verdict.detail));
          break;
      }
    },
    showRefusal({ text, detail, offer, chapters = [] }) {
      say(text, 'refused');
      more.replaceChildren();
      if (detail !== undefined) more.append(makeElement('pre', 'run-detail', detail));
      const buttons = {
        reload: () => [makeButton('새로 고치기', () => location.reload())],
        build: () => [makeButton('엔진 만들기', actions.build)],
        'from-start': () => [makeButton('처음부터 여기까지', actions.runFromStart)],
        end: () =>
          chapters.map((chapter) =>
            makeButton(`${chapter} 끝내기`, () => actions.endOther(chapter)),
          ),
      };
      if (offer !== undefined) more.append(makeElement('p', 'run-actions', ...buttons[offer]()));
      more.append(limits);
    },
    clear() {
      screen.replaceChildren();
      more.replaceChildren();
      output.hidden = true;
      output.open = true;
    },
  };
}

function drawNames(names: readonly Renamed[]): HTMLElement {
  return makeElement(
    'ul',
    'run-names',
    ...names.map(({ run, page }) =>
      makeElement(
        'li',
        '',
        '내 ',
        makeElement('code', '', cut(run)),
        ' = 페이지의 ',
        makeElement('code', '', cut(page)),
      ),
    ),
  );
}

function makeDetails(summary: string, text: string): HTMLElement {
  return makeElement(
    'details',
    'run-why',
    makeElement('summary', '', summary),
    makeElement('pre', 'run-detail', text),
  );
}

/** Enough of an ID to find it. */
const cut = (name: string) => (/^[0-9a-f]{13,}$/.test(name) ? `${name.slice(0, 12)}…` : name);

const seconds = (ms: number) => (ms / 1_000).toFixed(ms < 9_950 ? 1 : 0);
