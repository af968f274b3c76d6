import type { Refusal, RunEvent } from '../messages.ts';
import { askServer, followServer, RefusedError } from './ask-server.ts';
import { recordFence } from './record-dialog.ts';
import { makePanel, type RunPanel } from './run-panel.ts';

/** Runs fences of the chapter that the page shows. */
export interface ChapterRunner {
  run(fence: number, isFromStart: boolean): Promise<void>;
  /** Ends what runs, and its sandbox. */
  stop(): Promise<void>;
}

/** What is at work: the fence that runs, which can be stopped, or something else; nothing where it is undefined. */
export type Work = number | 'other' | undefined;

/** `figures` are the chapter's transcripts in order; `onWork` hears what is at work, one thing at a time. */
export function makeRunner(
  chapter: string,
  figures: readonly HTMLElement[],
  onWork: (work: Work) => void,
): ChapterRunner {
  const panels = new Map<number, RunPanel>();
  let atWork: Work;

  function setWork(work: Work): void {
    atWork = work;
    onWork(work);
    for (const panel of panels.values()) panel.disable(work !== undefined);
  }

  function panelOf(fence: number): RunPanel | undefined {
    const figure = figures[fence];
    const found = panels.get(fence);
    if (found !== undefined || figure === undefined) return found;
    const panel = makePanel(figure, {
      runFromStart: () => void alone(fence, () => run(fence, true)),
      reset: () =>
        void alone(fence, async () => {
          await askServer('end', { chapter });
          panel.clear();
          panel.say('샌드박스를 치웠어요. 다시 돌리면 새 샌드박스에서 시작해요.', 'idle');
        }).then(() => focusRun(fence)),
      record: () =>
        void alone(fence, async () => {
          if (await recordFence(asked(fence)))
            panel.say('바꿨어요. git diff로 볼 수 있어요.', 'same');
        }).then(() => focusRun(fence)),
      build: () => void alone(fence, () => build(fence)),
      endOther: (other) =>
        void alone(fence, async () => {
          panel.say('샌드박스를 끝내는 중…');
          await askServer('end', { chapter: other });
          await run(fence, false);
        }),
    });
    panel.disable(atWork !== undefined);
    panels.set(fence, panel);
    return panel;
  }

  /** The button that was pressed may be gone, or was disabled meanwhile. */
  const focusRun = (fence: number) =>
    figures[fence]?.querySelector<HTMLElement>('.run-main')?.focus({ preventScroll: true });

  const asked = (fence: number) => ({
    chapter,
    fence,
    hash: figures[fence]?.dataset['runHash'] ?? '',
  });

  /** What is pressed while something is at work does nothing: no two can be stopped or shown at a time. */
  async function alone(fence: number, does: () => Promise<void>): Promise<void> {
    if (atWork !== undefined) return;
    setWork('other');
    try {
      await does();
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      panelOf(fence)?.showRefusal(error.refusal);
    } finally {
      setWork(undefined);
    }
  }

  async function run(fence: number, isFromStart: boolean): Promise<void> {
    setWork(fence);
    const panel = panelOf(fence);
    panel?.clear();
    panel?.say('돌리는 중…');
    focusRun(fence);
    let running = fence;
    const events = followServer('run', { ...asked(fence), fromStart: isFromStart });
    for await (const event of events) {
      if (event.type === 'fence') running = event.fence;
      show(event, { fence, running });
    }
  }

  function show(event: RunEvent, { fence, running }: { fence: number; running: number }): void {
    const panel = panelOf(running);
    switch (event.type) {
      case 'starting':
        panelOf(fence)?.say('새 샌드박스를 켜는 중…');
        break;
      case 'fence':
        panel?.clear();
        panel?.say('돌리는 중…');
        if (running !== fence) panelOf(fence)?.say('앞의 명령을 돌리는 중…');
        break;
      case 'lines':
        panel?.draw(event.from, event.lines);
        break;
      case 'verdict':
        panel?.showVerdict(event.verdict, running === fence);
        if (running !== fence && event.verdict.kind === 'failed') {
          panelOf(fence)?.say('앞의 명령을 끝까지 돌리지 못해서 멈췄어요.', 'failed');
        }
        break;
      case 'refused':
        panel?.showRefusal(event.refusal);
        if (running !== fence) panelOf(fence)?.showRefusal(event.refusal);
        break;
      case 'building':
      case 'built':
      case 'end':
    }
  }

  async function build(fence: number): Promise<void> {
    const panel = panelOf(fence);
    panel?.clear();
    panel?.say('엔진을 만드는 중… 이 페이지를 닫아도 서버가 계속 만들어요.');
    let refusal: Refusal | undefined;
    let isBuilt = false;
    for await (const event of followServer('build', {})) {
      if (event.type === 'building') {
        panel?.draw(0, [
          { kind: 'output', text: [event.step, event.detail].filter(Boolean).join('\n') },
        ]);
      }
      if (event.type === 'refused') refusal = event.refusal;
      isBuilt ||= event.type === 'built';
    }
    if (refusal !== undefined) throw new RefusedError(refusal);
    if (isBuilt) await run(fence, false);
  }

  return {
    run: (fence, isFromStart) => alone(fence, () => run(fence, isFromStart)),
    stop: async () => {
      await askServer('end', { chapter }).catch(() => {}); // the run itself says what became of it
    },
  };
}
