import { findPublishedLine, listEngineLines } from '../../src/sandbox/engine-line.mjs';

/**
 * The engine lines that a command names with `--engine LINE` (`all` for every one), the published one where it names
 * none. Names that are no lines are left to the command, which says so.
 * @param {string[]} command
 */
export function findAskedLines(command) {
  const named = command.flatMap((word, index) => {
    if (word.startsWith('--engine=')) return [word.slice('--engine='.length)];
    return command[index - 1] === '--engine' ? [word] : [];
  });
  if (named.length === 0) return [findPublishedLine()];
  return listEngineLines().filter((line) => named.includes(line) || named.includes('all'));
}
