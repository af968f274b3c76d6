import type { LineReader } from '../transcript/read-line.ts';
import { readOutput } from '../transcript/read-output.ts';
import type { Step, Transcript } from '../transcript/types.ts';
import { toldSorts, type Loose } from './may-differ.ts';

/**
 * What the comparison's own reader calls volatile for its column, key or command. This is taken on trust: a wrong line in the table
 * of kinds would not be found by mutating, only by that table's own recordings, and by reading which kinds the score names.
 */
export function findTrusted(
  { meta }: Pick<Transcript, 'meta'>,
  { command }: Pick<Step, 'command'>,
  texts: readonly string[],
  readLine: LineReader,
): Loose[][] {
  const lines = readOutput([...texts], { command, varies: meta.varies }, readLine);
  return lines.map((line) =>
    line.tokens
      .filter(({ kind }) => !toldSorts.has(kind.name))
      .map(({ kind, text, start, end }) => {
        const { name: sort, isIdentity, isLocal, isCut, isPadded } = kind;
        return { sort, isIdentity, isLocal, isCut, isPadded, text, start, end };
      }),
  );
}
