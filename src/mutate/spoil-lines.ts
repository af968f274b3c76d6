import type { RunLine, RunStep } from './chapter-run.ts';
import { isScreen, isUnderScreen } from './line-tree.ts';
import { linesToSpoil, type Spoilable, type SpoilableLine, type Spoiling } from './spoiling.ts';

/** Drops, doubles, moves and adds lines, and changes exit codes. */
export function* spoilLines(run: Spoilable): Generator<Spoiling> {
  for (const [stepIndex, step] of run.steps.entries()) yield* spoilExitCode(step, stepIndex);
  for (const at of linesToSpoil(run)) {
    const step = run.steps[at.stepIndex];
    if (step !== undefined) yield* spoilLine(step, at);
  }
}

function* spoilExitCode(step: RunStep, stepIndex: number): Generator<Spoiling> {
  const { place, command, expected, exitCode } = step.step;
  const last = expected.at(-1)?.place.line ?? place.line + command.split('\n').length - 1;
  const line = exitCode === 0 ? place.line : last + 1;
  for (const other of [0, 1, exitCode + 1, 137]) {
    if (other === exitCode) continue;
    yield {
      kind: 'an exit code',
      steps: new Map([[stepIndex, { ...step, exitCode: other }]]),
      line,
      rightLines: new Set([line]),
      what: `exit code ${exitCode} became ${other}`,
    };
  }
}

function* spoilLine(step: RunStep, at: SpoilableLine): Generator<Spoiling> {
  const { lines } = step;
  const { lineIndex: index, line, text } = at;
  const here: RunLine = { text, line };
  const next = lines[index + 1];
  const ofLines = (...some: (RunLine | undefined)[]) => [
    line,
    ...some.flatMap((other) => other?.line ?? []),
  ];
  const make = (
    kind: string,
    spoiled: RunLine[],
    more: { what: string; rightLines: number[]; excuse?: string | undefined },
  ): Spoiling => ({
    kind,
    line,
    what: more.what,
    steps: new Map([[at.stepIndex, { ...step, lines: spoiled }]]),
    rightLines: new Set(more.rightLines),
    ...(more.excuse === undefined ? {} : { excuse: more.excuse }),
  });
  const gap = step.step.expected.some((expected) => expected.gap)
    ? { excuse: 'the line ... stands for any lines' }
    : {};
  const isUnordered = step.transcript.meta.unordered || isScreen(text) || isUnderScreen(text);
  const order = {
    excuse: isUnordered
      ? 'an unordered fence: the order of its lines does not count'
      : 'the lines differ only in what may differ',
  };
  // A line too many is reported where the next one should be, in an unordered fence behind the last.
  const last = step.step.expected.at(-1)?.place.line ?? line;
  const surplus = [line, line + 1, last];
  const same = lines.filter((other) => other.text === text);

  yield make('a line dropped', lines.toSpliced(index, 1), {
    what: `"${text}" was not printed`,
    rightLines: ofLines(...same),
  });
  yield make('a line doubled', lines.toSpliced(index, 0, here), {
    what: `"${text}" was printed twice`,
    rightLines: surplus,
    ...gap,
  });
  yield make(
    'a line added',
    lines.toSpliced(index, 0, { text: 'one line more', line: undefined }),
    {
      what: 'a line was printed before it',
      rightLines: surplus,
      ...gap,
    },
  );
  yield make('an empty line added', lines.toSpliced(index + 1, 0, { text: '', line: undefined }), {
    what: 'an empty line was printed behind it',
    rightLines: surplus,
    ...gap,
  });
  if (next?.line !== undefined && next.text !== text) {
    yield make('lines swapped', lines.toSpliced(index, 2, next, here), {
      what: `"${text}" came after "${next.text}"`,
      rightLines: ofLines(next),
      ...order,
    });
  }
  const isMovable = index < lines.length - 2 && lines.slice(index + 1).some((l) => l.text !== text);
  if (isMovable) {
    yield make('a line moved', [...lines.toSpliced(index, 1), here], {
      what: `"${text}" came last`,
      rightLines: ofLines(next, ...lines.slice(-1)),
      ...(isUnordered ? order : { ...order, ...gap }),
    });
  }
}
