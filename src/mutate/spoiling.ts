import type { RunLine, RunStep } from './chapter-run.ts';
import type { Masking } from './mask-run.ts';
import type { MaskedLine } from './masked-line.ts';
import type { FirmWords } from './may-differ.ts';
import type { Random } from './random.ts';

/** One way in which a run of a chapter is made wrong. */
export interface Spoiling {
  kind: string;
  /** The steps that print something else, by their index. */
  steps: ReadonlyMap<number, RunStep>;
  /** The chapter's line that it concerns. */
  line: number;
  /** The chapter's lines at which a drift may rightly be reported. */
  rightLines: ReadonlySet<number>;
  /** What was changed, in words. */
  what: string;
  /** Why it may go unnoticed, if it could come from another run; without one it must be noticed whatever it is. */
  excuse?: string;
}

/** A run of a chapter that is to be spoiled. */
export interface Spoilable {
  steps: readonly RunStep[];
  mask: Masking;
  firm: FirmWords;
  random: Random;
}

/** A line of a run that stands for a line of the chapter, and where it is. */
export interface SpoilableLine extends RunLine {
  line: number;
  stepIndex: number;
  lineIndex: number;
  masked: MaskedLine;
}

/** The lines that stand for lines of the chapter; what a gap hides cannot be spoiled. */
export function linesToSpoil({ steps, mask }: Pick<Spoilable, 'steps' | 'mask'>): SpoilableLine[] {
  return steps.flatMap((step, stepIndex) => {
    const masked = mask(
      step,
      step.lines.map(({ text }) => text),
    );
    return step.lines.flatMap(({ text, line }, lineIndex) => {
      const ofLine = masked[lineIndex];
      if (line === undefined || ofLine === undefined) return [];
      return [{ text, line, stepIndex, lineIndex, masked: ofLine }];
    });
  });
}

/** Steps with the texts of some lines replaced. */
export function replaceTexts(
  steps: readonly RunStep[],
  texts: readonly { at: SpoilableLine; text: string }[],
): Map<number, RunStep> {
  const changed = new Map<number, RunStep>();
  for (const { at, text } of texts) {
    const step = changed.get(at.stepIndex) ?? steps[at.stepIndex];
    if (step === undefined) throw new Error(`expected a step ${at.stepIndex} but found none`);
    const lines = step.lines.with(at.lineIndex, { text, line: at.line });
    changed.set(at.stepIndex, { ...step, lines });
  }
  return changed;
}

/** A text with a part of it replaced. */
export function replacePart(
  text: string,
  { start, end }: { start: number; end: number },
  part: string,
): string {
  return text.slice(0, start) + part + text.slice(end);
}

/** Whether nothing between two offsets of a line may differ. */
export function isLiteral({ loose }: MaskedLine, start: number, end: number): boolean {
  return loose.every((other) => other.end <= start || end <= other.start);
}
