import type { RunStep } from './chapter-run.ts';
import { growTree, isScreen, isUnderScreen, type Tree } from './line-tree.ts';
import type { Masking } from './mask-run.ts';
import type { MaskedLine } from './masked-line.ts';
import { nameThings } from './things.ts';

/**
 * Whether a run could have happened where the page's did: equal to the letter but for what may differ, and one renaming for all
 * identities. Slow and simple, it tries every way; of how lines are paired it shares nothing with the comparison that it is held against.
 */
export function couldBeAnotherRun(steps: readonly RunStep[], mask: Masking): boolean {
  const masked = steps.map((run) => {
    const shown = mask(
      run,
      run.step.expected.filter(({ gap }) => !gap).map(({ text }) => text),
    );
    return {
      page: run.step.expected.map(({ gap }) => (gap ? 'gap' : shown.shift())),
      run: mask(
        run,
        run.lines.map(({ text }) => text),
      ),
    };
  });
  const ofPage = thingsOf(masked.map(({ page }) => page.filter((line) => line !== 'gap')));
  const ofRun = thingsOf(masked.map(({ run }) => run));
  return canMatchFrom(0, new Map());

  function canMatchFrom(index: number, names: Names): boolean {
    const step = steps[index];
    const lines = masked[index];
    if (step === undefined || lines === undefined) return true;
    if (step.exitCode !== step.step.exitCode) return false;
    const page = lines.page.flatMap((line) => line ?? []);
    const state = { names, index };
    const ways = step.transcript.meta.unordered
      ? matchForests(...growForests(page, lines.run), state, page.includes('gap'))
      : matchRows(page, lines.run, state);
    for (const way of ways) if (canMatchFrom(index + 1, way)) return true;
    return false;
  }

  function* matchRows(page: readonly PageLine[], run: readonly MaskedLine[], state: State): Ways {
    const [first, ...rest] = page;
    const [printed, ...others] = run;
    if (first === undefined) {
      if (printed === undefined) yield state.names;
    } else if (first === 'gap') {
      for (let hidden = 0; hidden <= run.length; hidden += 1) {
        yield* matchRows(rest, run.slice(hidden), state);
      }
    } else if (printed !== undefined && isScreen(first.text) && isScreen(printed.text)) {
      const ends = [rest, others].map((lines) => {
        const end = lines.findIndex((line) => line === 'gap' || !isUnderScreen(line.text));
        return end === -1 ? lines.length + 1 : end + 1;
      });
      const [ofScreen = 0, ofPrinted = 0] = ends;
      const screen = page.slice(0, ofScreen).filter((line) => line !== 'gap');
      const forests = [growTree(screen), growTree(run.slice(0, ofPrinted))] as const;
      for (const names of matchForests(...forests, state, false)) {
        yield* matchRows(page.slice(ofScreen), run.slice(ofPrinted), { ...state, names });
      }
    } else if (printed !== undefined) {
      const names = matchLine(first, printed, state);
      if (names !== undefined) yield* matchRows(rest, others, { ...state, names });
    }
  }

  function* matchForests(page: Forest, run: Forest, state: State, canHide: boolean): Ways {
    const [first, ...rest] = page;
    if (first === undefined) {
      if (run.length === 0 || canHide) yield state.names;
      return;
    }
    for (const [index, other] of run.entries()) {
      const way = matchLine(first.line, other.line, state);
      if (way === undefined) continue;
      const others = run.toSpliced(index, 1);
      const below = { ...state, names: way };
      for (const names of matchForests(first.children, other.children, below, canHide)) {
        yield* matchForests(rest, others, { ...state, names }, canHide);
      }
    }
  }

  /** The names with those of two lines that are equal but for what may differ; undefined where they are not. */
  function matchLine(page: MaskedLine, run: MaskedLine, state: State): Names | undefined {
    if (page.rest !== run.rest) return undefined;
    const learnt = new Map(state.names);
    for (const [at, loose] of page.loose.entries()) {
      const other = run.loose[at];
      if (other === undefined || loose.sort !== other.sort) return undefined;
      if (!loose.isIdentity) continue;
      const key = `page ${ofPage({ loose, stepIndex: state.index })}`;
      const value = `run ${ofRun({ loose: other, stepIndex: state.index })}`;
      if ((learnt.get(key) ?? value) !== value || (learnt.get(value) ?? key) !== key) {
        return undefined;
      }
      learnt.set(key, value).set(value, key);
    }
    return learnt;
  }
}

/** A renaming, both ways in one map. */
type Names = ReadonlyMap<string, string>;
type State = { names: Names; index: number };
type Ways = Generator<Names, void, undefined>;
type PageLine = MaskedLine | 'gap';
type Forest = readonly Tree<MaskedLine>[];

function thingsOf(outputs: readonly (readonly (MaskedLine | undefined)[])[]) {
  return nameThings(
    outputs.flatMap((lines, stepIndex) =>
      lines
        .flatMap((line) => line?.loose ?? [])
        .filter(({ isIdentity }) => isIdentity)
        .map((loose) => ({ loose, stepIndex })),
    ),
  );
}

/** Lines as trees; where a gap may hide the parent of a line, no line belongs to another. */
function growForests(page: readonly PageLine[], run: readonly MaskedLine[]): [Forest, Forest] {
  const shown = page.filter((line) => line !== 'gap');
  if (shown.length === page.length) return [growTree(shown), growTree(run)];
  const plant = (line: MaskedLine) => ({ line, children: [] });
  return [shown.map(plant), run.map(plant)];
}
