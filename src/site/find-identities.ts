import { createLineReader, type Token } from '../transcript/read-line.ts';
import { readOutput } from '../transcript/read-output.ts';
import type { Step, Transcript } from '../transcript/types.ts';

/** A part of a line that names a thing which the chapter names elsewhere too; offsets in UTF-16 units. */
export interface Mark {
  start: number;
  end: number;
  /** The same for all names of one thing; counts from 1 in the chapter. */
  identity: number;
}

/** What a step shows of the chapter's identities: marks per line of the command and per expected line. */
export type IdentityReader = (step: Step) => { command: Mark[][]; output: Mark[][] };

/** Finds what a chapter names more than once: container IDs and their cuts, digests, namespaces, process numbers, made-up names. */
export function findIdentities(transcripts: readonly Pick<Transcript, 'steps'>[]): IdentityReader {
  const steps = transcripts.flatMap(({ steps }) => steps);
  // A digest of a course image is the same in every run, and still worth finding again.
  const readLine = createLineReader({
    literals: new Set(),
    commands: steps.map(({ command }) => command),
  });
  const read = ({ command, expected }: Step) => ({
    command: command.split('\n').map((line) => readLine(line).tokens.filter(isDigest)),
    output: readOutput(
      expected.map(({ text, gap }) => (gap ? '' : text)),
      { command },
      readLine,
    ).map(({ tokens }) => tokens.filter(isNamed)),
  });
  const all = steps.flatMap((step) => Object.values(read(step)).flat(2));
  const names = numberNames(all);
  const mark = (tokens: Token[]) =>
    tokens.flatMap((token) => {
      const identity = names.get(keyOf(token));
      return identity === undefined ? [] : [{ start: token.start, end: token.end, identity }];
    });
  return (step) => {
    const { command, output } = read(step);
    return { command: command.map(mark), output: output.map(mark) };
  };
}

const isNamed = ({ kind, text }: Token) =>
  kind.isIdentity && !kind.isLocal && !(kind.isCut && /^[0-9]+$/.test(text));

/** Commands may hold the digests of course images, and no other identity. */
const isDigest = (token: Token) => isNamed(token) && token.kind.name === 'ID';

const keyOf = ({ kind, text }: Token) => `${kind.name} ${text}`;

/** Numbers of the names that come more than once; the cuts of one name have one number, unless it is open which one they cut. */
function numberNames(tokens: readonly Token[]): Map<string, number> {
  const things: { key: string; names: Set<string>; count: number }[] = [];
  const longestFirst = tokens.toSorted((a, b) => b.text.length - a.text.length);
  for (const token of longestFirst) {
    const key = keyOf(token);
    const found = things.filter((thing) =>
      token.kind.isCut ? thing.key.startsWith(key) : thing.key === key,
    );
    if (found.length > 1) continue;
    const [thing] = found;
    if (thing) {
      thing.count += 1;
      thing.names.add(key);
    } else things.push({ key, names: new Set([key]), count: 1 });
  }
  const firstAt = ({ names }: { names: Set<string> }) =>
    tokens.findIndex((token) => names.has(keyOf(token)));
  const repeated = things
    .filter(({ count }) => count > 1)
    .toSorted((a, b) => firstAt(a) - firstAt(b));
  return new Map(
    repeated.flatMap(({ names }, index) => [...names].map((name) => [name, index + 1] as const)),
  );
}
