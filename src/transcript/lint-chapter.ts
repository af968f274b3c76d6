import { dockerNameKind } from './kinds.ts';
import { createLineReader } from './read-line.ts';
import type { Problem } from './transcript-error.ts';
import type { Chapter } from './types.ts';

/** The commands of a chapter that would fail, or hit another thing, on the next run or in a reader's terminal. */
export function lintChapter(chapter: Chapter, literals: ReadonlySet<string>): Problem[] {
  const readLine = createLineReader({ literals, commands: [] });
  return chapter.transcripts.flatMap(({ steps }) =>
    steps.flatMap(({ command, place }) =>
      command.split('\n').flatMap((line, index): Problem[] => {
        const at = (column: number) => ({
          ...place,
          line: place.line + index,
          column: place.column + '$ '.length + column,
        });
        // A name that a command uses is the author's choice, also if Docker could make it up.
        const [token] = readLine(line).tokens.filter(
          ({ kind }) => kind.isIdentity && kind !== dockerNameKind,
        );
        const name = /--name[ =]["']?([0-9a-f]+)["']?(?=\s|$)/d.exec(line);
        const problems: Problem[] = [];
        if (token !== undefined) {
          problems.push({
            place: at(token.start),
            sentence: `expected a command that works in every run but found the ${token.kind.name} ${token.text}, which the next run does not have. Use a name, or let the shell ask Docker: $(docker …).`,
          });
        }
        if (name !== null) {
          problems.push({
            place: at(name.indices?.[1]?.[0] ?? 0),
            sentence: `expected a name with a letter outside a-f but found "${name[1]}", which can begin a container's ID. Choose a longer one.`,
          });
        }
        return problems;
      }),
    ),
  );
}
