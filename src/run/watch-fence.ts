import type { Recording, Transcript } from '../transcript/types.ts';
import { limits } from './limits.ts';
import type { OnDraw } from './live-chapter.ts';
import type { ShownLine } from './messages.ts';
import type { EventStream } from './stream-events.ts';

/** How often a page is told of a screen that changes. */
const EVERY_MS = 40;
/** Of a longer line the page gets the beginning. */
const LINE_LENGTH = 2_000;

/** Tells a page of a fence's terminal while it runs. */
export interface FenceWatch {
  draw: OnDraw;
  /** All that runs has run. */
  finish(recordings: readonly Recording[]): void;
  /** It ran no further; the page keeps what it has. */
  stop(): void;
}

/** Sends only the lines that have changed, and not more often than a page can draw them. */
export function watchFence(transcript: Transcript, fence: number, stream: EventStream): FenceWatch {
  let sent: readonly ShownLine[] = [];
  let last = -Infinity;
  let timer: NodeJS.Timeout | undefined;

  const show = (lines: readonly ShownLine[]) => {
    last = performance.now();
    const left = lines.length - limits.lines;
    const shown = left > 0 ? [leftOut(left), ...lines.slice(left)] : lines;
    let from = 0;
    while (from < shown.length && shown[from]?.text === sent[from]?.text) from += 1;
    if (from === shown.length && from === sent.length) return;
    stream.send({ type: 'lines', fence, from, lines: shown.slice(from) });
    sent = shown;
  };

  return {
    draw(done, lines) {
      clearTimeout(timer);
      const now = () => {
        if (stream.isSlow() || stream.isClosed()) return;
        const begun = transcript.steps.slice(0, done.length + 1);
        show(begun.flatMap((step, at) => linesOf(transcript, step.command, done[at] ?? lines())));
      };
      const rest = last + EVERY_MS - performance.now();
      if (rest > 0) timer = setTimeout(now, rest);
      else now();
    },
    finish(recordings) {
      clearTimeout(timer);
      show(
        transcript.steps.flatMap((step, at) =>
          linesOf(transcript, step.command, recordings[at] ?? []),
        ),
      );
    },
    stop: () => clearTimeout(timer),
  };
}

function linesOf(
  { meta }: Transcript,
  command: string,
  printed: Recording | readonly string[],
): ShownLine[] {
  const host = meta.host === undefined ? '' : `${meta.host} `;
  const lines = 'lines' in printed ? printed.lines : printed;
  const exitCode = 'lines' in printed ? printed.exitCode : 0;
  return [
    ...command.split('\n').map((text, at): ShownLine => {
      return { kind: 'command', text: at === 0 ? `${host}$ ${text}` : `> ${text}` };
    }),
    ...lines.map((text): ShownLine => {
      const isLong = text.length > LINE_LENGTH;
      return { kind: 'output', text: isLong ? `${text.slice(0, LINE_LENGTH)}…` : text };
    }),
    ...(exitCode === 0 ? [] : [{ kind: 'note' as const, text: `종료 코드 ${exitCode}` }]),
  ];
}

const leftOut = (count: number): ShownLine => ({
  kind: 'note',
  text: `앞의 ${count}줄은 줄였어요`,
});
