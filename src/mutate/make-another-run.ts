import type { RunLine, RunStep } from './chapter-run.ts';
import { layOutTable } from './lay-out-table.ts';
import { growTree, isScreen, isUnderScreen, type Tree } from './line-tree.ts';
import type { MaskedLine } from './masked-line.ts';
import type { Loose } from './may-differ.ts';
import type { Random } from './random.ts';
import { renameLoose } from './rename-loose.ts';
import { nameThings } from './things.ts';

/**
 * Makes what another run of a chapter might print: every identity under another name throughout, measures moved, columns as wide as
 * that makes them, unordered lines in another order, something behind every gap.
 */
export function makeAnotherRun(
  steps: readonly RunStep[],
  maskLine: (text: string) => MaskedLine,
  random: Random,
): RunStep[] {
  const all = steps.flatMap(({ lines }) => lines.flatMap(({ text }) => maskLine(text).loose));
  const identities = all.filter(({ isIdentity }) => isIdentity);
  const thingOf = nameThings(identities);
  const names = new Map<string, string>();
  for (const identity of identities.toSorted((a, b) => b.text.length - a.text.length)) {
    if (names.has(thingOf(identity))) continue;
    const taken = new Set(Array.from(names.values(), headOf));
    let name = renameLoose(identity, random);
    while (taken.has(headOf(name))) name = renameLoose(identity, random);
    names.set(thingOf(identity), name);
  }
  const nameOf = (loose: Loose) => {
    if (!loose.isIdentity) return renameLoose(loose, random);
    const name = names.get(thingOf(loose)) ?? loose.text;
    return loose.sort === 'ID' ? name.slice(0, loose.text.length) : name;
  };
  const changeText = (text: string) => {
    let changed = '';
    let done = 0;
    for (const loose of maskLine(text).loose) {
      changed += text.slice(done, loose.start) + nameOf(loose);
      done = loose.end;
    }
    return changed + text.slice(done);
  };
  return steps.map((run) => {
    const changed = fillGaps(run, changeLines(run.lines, changeText));
    const lines = run.transcript.meta.unordered
      ? shuffleTrees(changed, random)
      : shuffleScreens(changed, random);
    return { ...run, lines };
  });
}

/** Early digits: cuts of an ID name the same thing. */
const headOf = (name: string) => name.slice(0, 8);

function changeLines(lines: readonly RunLine[], changeText: (text: string) => string): RunLine[] {
  const texts: string[] = [];
  while (texts.length < lines.length) {
    const rest = lines.slice(texts.length).map(({ text }) => text);
    texts.push(...(layOutTable(rest, changeText) ?? rest.slice(0, 1).map(changeText)));
  }
  return lines.map(({ line }, index) => ({ text: texts[index] ?? '', line }));
}

function shuffleScreens(lines: readonly RunLine[], random: Random): RunLine[] {
  const start = lines.findIndex(({ text }) => isScreen(text));
  if (start === -1) return [...lines];
  const length = lines.slice(start + 1).findIndex(({ text }) => !isUnderScreen(text));
  const end = length === -1 ? lines.length : start + 1 + length;
  return [
    ...lines.slice(0, start),
    ...shuffleTrees(lines.slice(start, end), random),
    ...shuffleScreens(lines.slice(end), random),
  ];
}

function shuffleTrees(lines: readonly RunLine[], random: Random): RunLine[] {
  const left = [...lines];
  const walk = (trees: readonly Tree[]): string[] =>
    random.shuffle(trees).flatMap(({ text, children }) => [text, ...walk(children)]);
  return walk(growTree(lines.map(({ text }) => text))).map((text) => {
    const [line] = left.splice(
      left.findIndex((other) => other.text === text),
      1,
    );
    return line ?? { text, line: undefined };
  });
}

/** Two lines behind every `...`, as deep as the line that follows it, or else the one before. */
function fillGaps({ step }: RunStep, lines: readonly RunLine[]): RunLine[] {
  const filled: RunLine[] = [];
  let at = 0;
  for (const { gap } of step.expected) {
    if (gap) {
      const [indent] = /^ */.exec((lines[at] ?? filled.at(-1))?.text ?? '') ?? [''];
      const hidden = ['what a gap hides', 'and more of it'];
      filled.push(...hidden.map((text) => ({ text: indent + text, line: undefined })));
    } else {
      filled.push(...lines.slice(at, at + 1));
      at += 1;
    }
  }
  return filled;
}
