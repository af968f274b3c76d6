import type { Refusal, Renamed, ShownLine, Verdict } from '../messages.ts';
import { describeLimits } from './describe-limits.ts';
import { drawDifference, drawLines } from './draw-lines.ts';
import { makeElement } from '../../dom/make-element.ts';
import { makeButton } from './make-button.ts';
import { markLanguage } from './mark-language.ts';

/** What a panel's buttons do. */
export interface PanelActions {
  runFromStart(): void;
  reset(): void;
  record(): void;
  build(): void;
  /** Ends another chapter's sandbox and runs the fence. */
  endOther(chapter: string): void;
}

/** What is below a fence once it has run. */
export interface RunPanel {
  say(text: string, state?: PanelState): void;
  draw(from: number, lines: readonly ShownLine[]): void;
  /** `isAsked` says whether it was this fence that was asked for, or one before it. */
  showVerdict(verdict: Verdict, isAsked: boolean): void;
  showRefusal(refusal: Refusal): void;
  /** Empties it for the next run. */
  clear(): void;
  /** Whether its buttons do nothing for now. */
  disable(isDisabled: boolean): void;
}

export type PanelState = 'idle' | 'running' | 'refused' | Verdict['kind'];

/** Makes the panel of a fence at the end of its figure. */
export function makePanel(figure: HTMLElement, actions: PanelActions): RunPanel {
  const status = makeElement('p', 'run-status');
  status.setAttribute('role', 'status');
  // Disables also the buttons that it gets later.
  const buttons = makeElement('fieldset', 'run-actions');
  const screen = makeElement('pre', 'run-screen');
  screen.tabIndex = 0;
  screen.translate = false;
  screen.setAttribute('role', 'group');
  screen.setAttribute('aria-label', '돌린 결과');
  const output = makeDetails('run-output', '출력', screen);
  const more = makeElement('div', 'run-more');
  const limits = makeDetails(
    'run-limits',
    '버려도 되는 컴퓨터(샌드박스)에서 돌려요',
    ...describeLimits().map((text) => makeElement('p', '', text)),
  );
  const head = makeElement('div', 'run-head', status, buttons);
  const panel = makeElement('div', 'run-panel', head, output, more, limits);
  output.hidden = true;
  figure.append(panel);

  const reset = () => makeButton('새 샌드박스로', actions.reset);
  const fromStart = () => makeButton('처음부터 여기까지', actions.runFromStart);
  const say: RunPanel['say'] = (text, state = 'running') => {
    panel.dataset['state'] = state;
    status.textContent = text;
  };
  const show = (state: PanelState, text: string, offers: Node[], shown: Node[]) => {
    say(text, state);
    buttons.replaceChildren(...offers);
    more.replaceChildren(...shown);
  };

  return {
    say,
    draw(from, lines) {
      output.hidden = false;
      drawLines(screen, from, lines);
    },
    showVerdict(verdict, isAsked) {
      output.open = verdict.kind === 'failed' || (verdict.kind === 'same' && isAsked);
      limits.hidden = !isAsked;
      switch (verdict.kind) {
        case 'same':
          show(
            'same',
            `페이지와 같아요 · ${seconds(verdict.durationMs)}초`,
            isAsked ? [reset()] : [],
            verdict.names.length > 0 ? [drawNames(verdict.names)] : [],
          );
          break;
        case 'different':
          show(
            'different',
            `페이지와 달라요. ${verdict.why ?? ''}`,
            [
              ...(verdict.canRecord ? [makeButton('이 기록으로 바꾸기', actions.record)] : []),
              ...(verdict.why === undefined ? [] : [fromStart()]),
              reset(),
            ],
            [drawDifference(verdict.lines)],
          );
          break;
        case 'failed': {
          const detail = drawDetail(verdict.detail);
          show('failed', verdict.text, [fromStart()], [makeDetails('run-why', '자세히', detail)]);
          break;
        }
      }
    },
    showRefusal({ text, detail, offer, chapters = [] }) {
      const offers = {
        reload: () => [makeButton('새로 고치기', () => location.reload())],
        build: () => [makeButton('엔진 만들기', actions.build)],
        'from-start': () => [fromStart()],
        end: () =>
          chapters.map((chapter) =>
            makeButton(`${chapter} 끝내기`, () => actions.endOther(chapter)),
          ),
      };
      const shown = detail === undefined ? [] : [drawDetail(detail)];
      show('refused', text, offer === undefined ? [] : offers[offer](), shown);
    },
    clear() {
      buttons.replaceChildren();
      screen.replaceChildren();
      more.replaceChildren();
      output.hidden = true;
      output.open = true;
    },
    disable(isDisabled) {
      buttons.disabled = isDisabled;
    },
  };
}

const drawDetail = (detail: string) => markLanguage(makeElement('pre', 'run-detail', detail));

function drawNames(names: readonly Renamed[]): HTMLElement {
  const list = names.map(({ run, page }) =>
    makeElement(
      'li',
      '',
      '페이지의 ',
      makeElement('code', '', cut(page)),
      ' → 내 화면의 ',
      makeElement('code', '', cut(run)),
    ),
  );
  return makeElement('ul', 'run-names', ...list);
}

function makeDetails(className: string, summary: string, ...shown: Node[]): HTMLDetailsElement {
  return makeElement('details', className, makeElement('summary', '', summary), ...shown);
}

/** Enough of an ID to find it. */
const cut = (name: string) => (/^[0-9a-f]{13,}$/.test(name) ? `${name.slice(0, 12)}…` : name);

const seconds = (ms: number) =>
  (Math.max(ms, 10) / 1_000).toFixed(ms < 1_000 ? 2 : ms < 9_950 ? 1 : 0);
