/**
 * Cuts a shell's output at the control strings that its prompt prints: a cancel, then an OSC with a mark that is
 * made anew for every shell, the step's number, and the exit code. Everything before one belongs to the step that has
 * just ended; what comes between two steps (a background job's words) belongs to the next one, as on a reader's screen.
 */
export function createMarkReader(mark: string): MarkReader {
  const beginning = `\x18\x1b]5150;${mark};`;
  const pattern = new RegExp(`${beginning.replace(']', '\\]')}(\\d+);(\\d+)\\x07`);
  let pending: Buffer = Buffer.alloc(0);
  let step: StepReader | undefined;

  function pass(): void {
    while (step) {
      const { number, onBytes, onEnd } = step;
      const found = pattern.exec(pending.toString('latin1'));
      const end = found ? found.index : withoutBeginning();
      if (end > 0) onBytes(pending.subarray(0, end));
      pending = pending.subarray(found ? end + found[0].length : end);
      if (!found) return;
      // What was typed and not read runs as a command of its own, whose prompt ends no step.
      if (Number(found[1]) !== number) continue;
      step = undefined;
      onEnd(Number(found[2]));
    }
  }

  /** How many bytes cannot belong to a mark whose end has not come yet. */
  function withoutBeginning(): number {
    const at = pending.lastIndexOf(0x18);
    if (at < 0) return pending.length;
    const tail = pending.toString('latin1', at);
    const isBeginning = tail.startsWith(beginning)
      ? /^[\d;]*$/.test(tail.slice(beginning.length))
      : beginning.startsWith(tail);
    return isBeginning ? at : pending.length;
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

/** The mark as bash writes it in a prompt, octal and all; the step's number and the exit code are named as given. */
export function printableMark(mark: string, number: string, exitCode: string): string {
  return `\\030\\033]5150;${mark};${number};${exitCode}\\007`;
}

export interface MarkReader {
  feed(bytes: Buffer): void;
  /** Hands a step's bytes on until its mark comes. */
  read(step: StepReader): void;
}

export interface StepReader {
  /** Which step it is: the shell says it again when that step has ended. */
  number: number;
  onBytes(bytes: Buffer): void;
  onEnd(exitCode: number): void;
}
