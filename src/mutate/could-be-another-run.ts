import type { RunStep } from './chapter-run.ts';
import { growTree, isScreen, isUnderScreen, type Tree } from './line-tree.ts';
import type { MaskedLine } from './masked-line.ts';
import { nameThings } from './things.ts';

/**
 * Whether a run could have happened where the page's did: equal to the letter but for what may differ, and one renaming for all
 * identities. Slow and simple, it tries every way; it shares nothing with the comparison that it is held against.
 */
export function couldBeAnotherRun(
  steps: readonly RunStep[],
  maskLine: (text: string) => MaskedLine,
): boolean {
  const ofPage = thingsOf(steps.flatMap(({ step }) => step.expected.map(({ text }) => text)));
  const ofRun = thingsOf(steps.flatMap(({ lines }) => lines.map(({ text }) => text)));
  return canMatchFrom(0, new Map());

  function thingsOf(texts: readonly string[]) {
    const loose = texts.flatMap((text) => maskLine(text).loose);
    return nameThings(loose.filter(({ isIdentity }) => isIdentity));
  }

  function canMatchFrom(index: number, names: Names): boolean {
    const current = steps[index];
    if (current === undefined) return true;
    const { step, transcript, lines, exitCode } = current;
    if (exitCode !== step.exitCode) return false;
    const page = step.expected.map(({ text, gap }) => (gap ? 'gap' : text));
    const run = lines.map(({ text }) => text);
    const ways = transcript.meta.unordered
      ? matchForests(...growForests(page, run), names, page.includes('gap'))
      : matchRows(page, run, names);
    for (const way of ways) if (canMatchFrom(index + 1, way)) return true;
    return false;
  }

  function* matchRows(page: readonly string[], run: readonly string[], names: Names): Ways {
    const [first, ...rest] = page;
    const [printed, ...others] = run;
    if (first === undefined) {
      if (printed === undefined) yield names;
    } else if (first === 'gap') {
      for (let hidden = 0; hidden <= run.length; hidden += 1) {
        yield* matchRows(rest, run.slice(hidden), names);
      }
    } else if (printed !== undefined && isScreen(first) && isScreen(printed)) {
      const ofPage = 1 + rest.findIndex((line) => !isUnderScreen(line));
      const ofRun = 1 + others.findIndex((line) => !isUnderScreen(line));
      const end = [ofPage || page.length, ofRun || run.length] as const;
      const forests = [growTree(page.slice(0, end[0])), growTree(run.slice(0, end[1]))] as const;
      for (const way of matchForests(...forests, names, false)) {
        yield* matchRows(page.slice(end[0]), run.slice(end[1]), way);
      }
    } else if (printed !== undefined) {
      const way = matchLine(first, printed, names);
      if (way !== undefined) yield* matchRows(rest, others, way);
    }
  }

  function* matchForests(
    page: readonly Tree[],
    run: readonly Tree[],
    names: Names,
    canHide: boolean,
  ): Ways {
    const [first, ...rest] = page;
    if (first === undefined) {
      if (run.length === 0 || canHide) yield names;
      return;
    }
    for (const [index, other] of run.entries()) {
      const way = matchLine(first.text, other.text, names);
      if (way === undefined) continue;
      const others = run.toSpliced(index, 1);
      for (const inner of matchForests(first.children, other.children, way, canHide)) {
        yield* matchForests(rest, others, inner, canHide);
      }
    }
  }

  /** The names with those of two lines that are equal but for what may differ; undefined where they are not. */
  function matchLine(page: string, run: string, names: Names): Names | undefined {
    const [a, b] = [maskLine(page), maskLine(run)];
    if (a.rest !== b.rest) return undefined;
    const learnt = new Map(names);
    for (const [index, loose] of a.loose.entries()) {
      const other = b.loose[index];
      if (other === undefined || loose.sort !== other.sort) return undefined;
      if (!loose.isIdentity) continue;
      const [key, value] = [`page ${ofPage(loose)}`, `run ${ofRun(other)}`];
      if ((learnt.get(key) ?? value) !== value || (learnt.get(value) ?? key) !== key) {
        return undefined;
      }
      learnt.set(key, value).set(value, key);
    }
    return learnt;
  }
}

/** Lines as trees; where a gap may hide the parent of a line, no line belongs to another. */
function growForests(page: readonly string[], run: readonly string[]): [Tree[], Tree[]] {
  const shown = page.filter((line) => line !== 'gap');
  if (shown.length === page.length) return [growTree(page), growTree(run)];
  const plant = (text: string): Tree => ({ text, children: [] });
  return [shown.map(plant), run.map(plant)];
}

/** A renaming, both ways in one map. */
type Names = ReadonlyMap<string, string>;
type Ways = Generator<Names, void, undefined>;
