import { isDestructive } from '../transcript/is-destructive.ts';
import type { Transcript } from '../transcript/types.ts';
import type { IdentityReader, Mark } from './find-identities.ts';
import { findRows } from './find-rows.ts';

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
  /** What it names of the chapter's identities, from left to right. */
  marks: Mark[];
}

/** Lays a transcript out in lines, in the order in which a terminal shows them. */
export function transcriptLines(
  { meta, steps }: Pick<Transcript, 'meta' | 'steps'>,
  readIdentities: IdentityReader,
): TranscriptLine[] {
  const ofHost = meta.host === undefined ? {} : { host: meta.host };
  return steps.flatMap((step) => {
    const { command, expected, exitCode } = step;
    const isOfDestructive = isDestructive(command);
    const line = (kind: TranscriptLine['kind'], text: string, marks: Mark[] = []) => ({
      kind,
      text,
      destructive: isOfDestructive && (kind === 'command' || kind === 'continuation'),
      marks,
    });
    const marks = readIdentities(step);
    const rows = findRows(expected.map(({ text, gap }) => (gap ? '' : text)));
    return [
      ...command
        .split('\n')
        .map((text, at) =>
          at > 0
            ? line('continuation', text, marks.command[at])
            : { ...line('command', text, marks.command[at]), ...ofHost },
        ),
      ...expected.map(({ text, gap }, at) =>
        gap
          ? line('gap', '…(생략)')
          : {
              ...line('output', text, marks.output[at]),
              ...(rows[at] ? { isRow: true as const } : {}),
            },
      ),
      ...(exitCode ? [line('exit', `종료 코드 ${exitCode}`)] : []),
    ];
  });
}
