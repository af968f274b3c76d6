import { readEngineLine } from '../sandbox/engine-line.mjs';

/** A command for the lines of one engine root; any of these lines tells which root. */
export interface RootCommand {
  line: string;
  command: string[];
}

/** Splits a command that names engine lines with `--engine` into one per engine root, since an image holds one root. */
export function groupByRoot(lines: readonly string[], command: readonly string[]): RootCommand[] {
  const byRoot = Map.groupBy(lines, (line) => readEngineLine(line).root);
  if (byRoot.size < 2) return lines.slice(0, 1).map((line) => ({ line, command: [...command] }));
  const others = command.filter(
    (word, index) => !word.startsWith('--engine') && command[index - 1] !== '--engine',
  );
  return [...byRoot.values()].map((ofRoot) => ({
    line: ofRoot[0] as string,
    command: [...others, ...ofRoot.flatMap((line) => ['--engine', line])],
  }));
}
