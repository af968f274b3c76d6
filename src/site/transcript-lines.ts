import { isDestructive } from '../transcript/is-destructive.ts';
import type { Transcript } from '../transcript/types.ts';

/** A line of a transcript as it is drawn. */
export interface TranscriptLine {
  kind: 'command' | 'continuation' | 'output' | 'gap' | 'exit';
  /** Without prompt and escape. */
  text: string;
  /** Whose prompt it is, where a chapter has several machines. */
  host?: string;
  /** Whether it is a row of columns, which would fall apart if it were wrapped. */
  isRow?: true;
  /** Whether it belongs to a command that can destroy what is the reader's own. */
  destructive: boolean;
}

/** Lays a transcript out in lines, in the order in which a terminal shows them. */
export function transcriptLines({
  meta,
  steps,
}: Pick<Transcript, 'meta' | 'steps'>): TranscriptLine[] {
  const ofHost = meta.host === undefined ? {} : { host: meta.host };
  return steps.flatMap(({ command, expected, exitCode }) => {
    const destructive = isDestructive(command);
    const line = (kind: TranscriptLine['kind'], text: string) => ({
      kind,
      text,
      destructive: destructive && (kind === 'command' || kind === 'continuation'),
    });
    return [
      ...command
        .split('\n')
        .map((text, at) =>
          at ? line('continuation', text) : { ...line('command', text), ...ofHost },
        ),
      ...expected.map(({ text, gap }) =>
        gap ? line('gap', '…(생략)') : { ...line('output', text), ...rowOf(text) },
      ),
      ...(exitCode ? [line('exit', `종료 코드 ${exitCode}`)] : []),
    ];
  });
}

/** Columns stand three blanks apart at least, as Go's tabwriter sets them for Docker. */
const rowOf = (text: string): { isRow?: true } => (/\S {3,}\S/.test(text) ? { isRow: true } : {});
