import type { LineReader } from '../transcript/read-line.ts';
import type { Step, Transcript } from '../transcript/types.ts';
import { maskLine, type MaskedLine } from './masked-line.ts';
import { findLoose, type FirmWords } from './may-differ.ts';
import { findTrusted } from './trusted-tokens.ts';

/** Masks the lines that a step printed. */
export type Masking = (
  printed: { transcript: Pick<Transcript, 'meta'>; step: Pick<Step, 'command'> },
  texts: readonly string[],
) => MaskedLine[];

/** Makes the function that masks a chapter's output. */
export function createMasking(firm: FirmWords, readLine: LineReader): Masking {
  return ({ transcript, step }, texts) => {
    const trusted = findTrusted(transcript, step, texts, readLine);
    let isProcesses = false;
    return texts.map((text, index) => {
      isProcesses = isProcessHeader(text) || (isProcesses && text.trim() !== '');
      const told = findLoose(text, step.command, firm);
      const isFree = ({ start, end }: { start: number; end: number }) =>
        told.every((other) => other.end <= start || end <= other.start);
      const loose = [...told, ...(trusted[index] ?? []).filter(isFree)];
      loose.sort((a, b) => a.start - b.start);
      return maskLine(text, loose, isProcesses);
    });
  };
}

/** Whether a line is the header of `ps` or its kin, whose numbers stand to the right in their columns. */
function isProcessHeader(text: string): boolean {
  return /^ *[A-Z%+#]+(?: +[A-Z%+#]+)+$/.test(text) && /\b(?:PID|NS)\b/.test(text);
}
