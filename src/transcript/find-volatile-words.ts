import { dockerNameKind } from './kinds.ts';
import { createLineReader } from './read-line.ts';
import type { Problem } from './transcript-error.ts';
import type { Chapter } from './types.ts';

/** Commands that name a thing by what the next run calls otherwise, or give a name that can begin a container's ID. */
export function findVolatileWords(chapter: Chapter, literals: ReadonlySet<string>): Problem[] {
  const readLine = createLineReader({ literals, commands: [] });
  return chapter.transcripts.flatMap(({ steps }) =>
    steps.flatMap(({ command, place }) =>
      command.split('\n').flatMap((line, index): Problem[] => {
        const at = (column: number) => ({
          ...place,
          line: place.line + index,
          column: place.column + '$ '.length + column,
        });
        const tokens = readLine(line, { command }).tokens.filter(
          ({ kind, text, start }) =>
            kind.isIdentity &&
            // A name or an address that a command gives is the author's choice, also if Docker could make it up.
            kind !== dockerNameKind &&
            !/--mac-address[ =]["']?$/.test(line.slice(0, start)) &&
            // A number is rather a size or a time.
            !/^[0-9]{12,}$/.test(text),
        );
        const words = tokens.map(({ kind, text, start }) => ({ what: kind.name, text, start }));
        const killed = inContainer.test(line)
          ? null
          : /\bkill\b(?: -\S+)* ([0-9]{2,})\b/d.exec(line);
        if (killed !== null) {
          const [text = '', start = 0] = [killed[1], killed.indices?.[1]?.[0]];
          words.push({ what: 'process ID', text, start });
        }
        const name = /--name[ =]["']?([0-9a-f]+)["']?(?=\s|$)/d.exec(line);
        return [
          ...words.slice(0, 1).map(({ what, text, start }) => ({
            place: at(start),
            sentence: `expected a command that works in every run but found the ${what} ${text}, which the next run does not have. Use a name, or let the shell ask: $(docker …), $!.`,
          })),
          ...(name === null
            ? []
            : [
                {
                  place: at(name.indices?.[1]?.[0] ?? 0),
                  sentence: `expected a name with a letter outside a-f but found "${name[1]}", which can begin a container's ID. Choose a longer one.`,
                },
              ]),
        ];
      }),
    ),
  );
}

const inContainer = /\bdocker\b.* exec\b/;
