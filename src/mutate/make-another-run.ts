import type { RunLine, RunStep } from './chapter-run.ts';
import { isTableHeader, layOutTable } from './lay-out-table.ts';
import { growTree, isScreen, isUnderScreen, type Tree } from './line-tree.ts';
import type { Masking } from './mask-run.ts';
import type { MaskedLine } from './masked-line.ts';
import type { Loose } from './may-differ.ts';
import type { Random } from './random.ts';
import { renameLoose } from './rename-loose.ts';
import { nameThings, type Shown } from './things.ts';

/**
 * Makes what another run of a chapter might print: every identity under another name throughout, measures moved, columns as wide as
 * that makes them, unordered lines in another order, something behind every gap.
 */
export function makeAnotherRun(
  steps: readonly RunStep[],
  mask: Masking,
  random: Random,
): RunStep[] {
  const masked = steps.map((step) =>
    mask(
      step,
      step.lines.map(({ text }) => text),
    ),
  );
  const nameOf = chooseNames(masked, random);
  return steps.map((step, stepIndex) => {
    const lines = masked[stepIndex] ?? [];
    const texts = renameLines(lines, (loose) => nameOf({ loose, stepIndex }));
    // What is taken on trust may have lost its shape: such a line stays as it was.
    const again = mask(step, texts);
    const safe = step.lines.map(({ text, line }, at) => ({
      text: again[at]?.rest === lines[at]?.rest ? (texts[at] ?? text) : text,
      line,
    }));
    const filled = fillGaps(step, safe);
    const ordered = step.transcript.meta.unordered
      ? shuffleLines(filled, random)
      : shuffleScreens(filled, random);
    return { ...step, lines: ordered };
  });
}

function chooseNames(masked: readonly MaskedLine[][], random: Random): (shown: Shown) => string {
  const shown = masked.flatMap((lines, stepIndex) =>
    lines.flatMap(({ loose }) => loose.map((one) => ({ loose: one, stepIndex }))),
  );
  const identities = shown.filter(({ loose }) => loose.isIdentity);
  const thingOf = nameThings(identities);
  const names = new Map<string, string>();
  for (const one of identities.toSorted((a, b) => b.loose.text.length - a.loose.text.length)) {
    const thing = thingOf(one);
    if (names.has(thing)) continue;
    const isTaken = (name: string) =>
      [...names.values()].some((other) => headOf(other) === headOf(name));
    let name = renameLoose(one.loose, random);
    for (let tries = 0; isTaken(name) && tries < 1000; tries += 1) {
      name = renameLoose(one.loose, random);
    }
    names.set(thing, name);
  }
  return (one) => {
    if (!one.loose.isIdentity) return renameLoose(one.loose, random);
    const name = names.get(thingOf(one)) ?? one.loose.text;
    return one.loose.isCut ? name.slice(0, one.loose.text.length) : name;
  };
}

/** Early digits: cuts of an ID name the same thing. */
const headOf = (name: string) => name.slice(0, 8);

function renameLines(lines: readonly MaskedLine[], nameOf: (loose: Loose) => string): string[] {
  const renamed = lines.map(({ loose }) => loose.map((one) => nameOf(one)));
  const texts: string[] = [];
  while (texts.length < lines.length) {
    const from = texts.length;
    const changeSlice = (row: number, start: number, end: number) => {
      const { text = '', loose = [] } = lines[from + row] ?? {};
      let changed = '';
      let done = start;
      for (const [at, one] of loose.entries()) {
        if (one.start < start || one.end > end) continue;
        changed += text.slice(done, one.start) + (renamed[from + row]?.[at] ?? one.text);
        done = one.end;
      }
      return changed + text.slice(done, end);
    };
    const rest = lines.slice(from).map(({ text }) => text);
    texts.push(...(layOutTable(rest, changeSlice) ?? [changeSlice(0, 0, rest[0]?.length ?? 0)]));
  }
  return texts;
}

function shuffleScreens(lines: readonly RunLine[], random: Random): RunLine[] {
  const start = lines.findIndex(({ text }) => isScreen(text));
  if (start === -1) return [...lines];
  const length = lines.slice(start + 1).findIndex(({ text }) => !isUnderScreen(text));
  const end = length === -1 ? lines.length : start + 1 + length;
  return [
    ...lines.slice(0, start),
    ...shuffleLines(lines.slice(start, end), random),
    ...shuffleScreens(lines.slice(end), random),
  ];
}

/** Lines in another order, each with those below it; the header of a table stays first. */
function shuffleLines(lines: readonly RunLine[], random: Random): RunLine[] {
  const [first, ...rest] = lines;
  if (first !== undefined && isTableHeader(first.text))
    return [first, ...shuffleLines(rest, random)];
  const walk = (trees: readonly Tree<RunLine>[]): RunLine[] =>
    random.shuffle(trees).flatMap(({ line, children }) => [line, ...walk(children)]);
  return walk(growTree(lines));
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
