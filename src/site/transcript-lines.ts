import { isDestructive } from '../transcript/is-destructive.ts';
import type { Transcript } from '../transcript/types.ts';

/** A line of a transcript as it is drawn. */
export interface TranscriptLine {
  kind: 'command' | 'continuation' | 'output' | 'gap' | 'exit';
  /** Without prompt and escape. */
  text: string;
  /** Whether it belongs to a command that can destroy what is the reader's own. */
  destructive: boolean;
}

/** Lays a transcript out in lines, in the order in which a terminal shows them. */
export function transcriptLines({ steps }: Pick<Transcript, 'steps'>): TranscriptLine[] {
  return steps.flatMap(({ command, expected, exitCode }) => {
    const destructive = isDestructive(command);
    const line = (kind: TranscriptLine['kind'], text: string) => ({
      kind,
      text,
      destructive: destructive && (kind === 'command' || kind === 'continuation'),
    });
    return [
      ...command.split('\n').map((text, at) => line(at ? 'continuation' : 'command', text)),
      ...expected.map(({ text, gap }) => (gap ? line('gap', '…(생략)') : line('output', text))),
      ...(exitCode ? [line('exit', `종료 코드 ${exitCode}`)] : []),
    ];
  });
}
