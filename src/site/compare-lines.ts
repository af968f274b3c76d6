import { compareStep } from '../transcript/compare-step.ts';
import { createLineReader } from '../transcript/read-line.ts';
import { Renaming } from '../transcript/renaming.ts';
import type { Chapter, Difference, Step } from '../transcript/types.ts';
import type { LineDifferences } from './line-differences.ts';

/** A step that two engine lines print differently. */
export interface SteppedDifference {
  file: string;
  /** The fence's id, which is its anchor. */
  id: string;
  command: string;
  reason: string;
}

/** Pairs of lines that differ in one thing: the image store of one engine, or the next version with the same store. */
export function pairNeighbours(lines: readonly string[]): [string, string][] {
  return lines.flatMap((line, index): [string, string][] => {
    const [version, store] = line.split('-');
    const after = lines.slice(index + 1).map((other) => other.split('-'));
    const sameVersion = after.find(([ofOther]) => ofOther === version);
    const sameStore = after.find(([ofOther, other]) => other === store && ofOther !== version);
    return [sameVersion, sameStore].flatMap((other): [string, string][] =>
      other === undefined ? [] : [[line, other.join('-')]],
    );
  });
}

/** The steps of a chapter that two lines print differently, beyond what differs from run to run; a line without differences prints what the page says. */
export function compareLines(
  { file, transcripts }: Pick<Chapter, 'file' | 'transcripts'>,
  one: LineDifferences | undefined,
  other: LineDifferences | undefined,
): SteppedDifference[] {
  const steps = transcripts.flatMap((fence) => fence.steps);
  const readLine = createLineReader({
    literals: new Set(),
    commands: steps.map(({ command }) => command),
  });
  return transcripts.flatMap((transcript) =>
    transcript.steps.flatMap((step, index): SteppedDifference[] => {
      const id = transcript.meta.id ?? '';
      const [a, b] = [one, other].map((line) => findDifference(line, id, index + 1));
      if (a === undefined && b === undefined) return [];
      const isSame = isEqual(a, b, step, (page, run) => {
        const { exitCode } = run;
        const recording = {
          lines: run.expected.map(({ text, gap }) => (gap ? '...' : text)),
          ...{ exitCode, durationMs: 0 },
        };
        const judgement = compareStep(transcript, page, recording, new Renaming(), readLine);
        return judgement.drift === undefined;
      });
      const reason = b?.reason || a?.reason || '';
      return isSame ? [] : [{ file, id, command: step.command, reason }];
    }),
  );
}

function findDifference(
  line: LineDifferences | undefined,
  id: string,
  step: number,
): Difference | undefined {
  return line?.differences.steps.find((each) => each.id === id && each.step === step);
}

/** Whether two lines do the same at a step, each its known difference or else the page. */
function isEqual(
  a: Difference | undefined,
  b: Difference | undefined,
  step: Step,
  isSameOutput: (page: Step, run: Step) => boolean,
): boolean {
  const [page, run] = [a, b].map((each) => (each === undefined ? step : each.printed));
  if (page === undefined || run === undefined) return page === run;
  return isSameOutput(page, run);
}
