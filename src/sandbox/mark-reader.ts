/**
 * Cuts a shell's output at the control strings that its prompt prints: a cancel, then an OSC with a mark that is
 * made anew for every shell, and the exit code. Everything before one belongs to the step that has just ended;
 * what comes between two steps (a background job's words) belongs to the next one, as on a reader's screen.
 */
export function createMarkReader(mark: string): MarkReader {
  const pattern = new RegExp(`\\x18\\x1b\\]5150;${mark};(\\d+)\\x07`);
  let pending: Buffer = Buffer.alloc(0);
  let step: StepReader | undefined;

  function pass(): void {
    if (!step) return;
    const found = pattern.exec(pending.toString('latin1'));
    const end = found ? found.index : withoutBeginningOfMark(pending);
    if (end > 0) step.onBytes(pending.subarray(0, end));
    pending = pending.subarray(found ? end + found[0].length : end);
    if (found) {
      const { onEnd } = step;
      step = undefined;
      onEnd(Number(found[1]));
    }
  }

  return {
    feed(bytes) {
      pending = Buffer.concat([pending, bytes]);
      pass();
    },
    read(reader) {
      step = reader;
      pass();
    },
  };
}

/** What the prompt prints, for `printf`; `%d` is the exit code. */
export function printableMark(mark: string): string {
  return `\\030\\033]5150;${mark};%d\\007`;
}

export interface MarkReader {
  feed(bytes: Buffer): void;
  /** Hands a step's bytes on until its mark comes. */
  read(step: StepReader): void;
}

export interface StepReader {
  onBytes(bytes: Buffer): void;
  onEnd(exitCode: number): void;
}

const LONGEST_MARK = 64;

function withoutBeginningOfMark(bytes: Buffer): number {
  const cancel = bytes.lastIndexOf(0x18);
  return cancel >= 0 && bytes.length - cancel < LONGEST_MARK ? cancel : bytes.length;
}
