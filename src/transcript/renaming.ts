import { hexKind } from './kinds.ts';
import type { Kind } from './make-kind.ts';
import type { Token } from './read-line.ts';

/** One thing under two names: the page's and the run's. */
export interface Binding {
  kind: Kind;
  page: string;
  run: string;
  /** What it is, for example `the container that line 41 started`; undefined where only the run names it. */
  origin: string | undefined;
  /** Bindings with one group were paired by chance: they may still change their runs' names among them. */
  group?: number | undefined;
}

/** The one-to-one renaming of a chapter's identities, known so far. */
export class Renaming {
  #bindings: Binding[];
  #groups: number;

  constructor(bindings: readonly Binding[] = [], groups = 0) {
    this.#bindings = bindings.map((binding) => ({ ...binding }));
    this.#groups = groups;
  }

  copy(): Renaming {
    return new Renaming(this.#bindings, this.#groups);
  }

  /** Leaves open which of these things of the page is which of the run's, until one of them is named again. */
  makeExchangeable(page: readonly Token[]): void {
    this.#groups += 1;
    for (const token of page) {
      for (const binding of this.#ofPage(token)) binding.group = this.#groups;
    }
  }

  /** What still holds in the next step. */
  copyForNextStep(): Renaming {
    return new Renaming(
      this.#bindings.filter(({ kind }) => !kind.isLocal),
      this.#groups,
    );
  }

  /** Whether the page's and the run's token are known to be the same thing, could be, or cannot be. */
  relate(page: Token, run: Token): 'same' | 'free' | 'conflict' {
    if (page.kind !== run.kind) return 'conflict';
    if (!page.kind.isIdentity) return 'same';
    const ofPage = this.#ofPage(page);
    const ofRun = this.#ofRun(run);
    if (ofPage.some((binding) => ofRun.includes(binding))) return 'same';
    if (ofPage.length > 0 || ofRun.length > 0) {
      return areExchangeable(ofPage, ofRun) ? 'free' : 'conflict';
    }
    if (page.text === run.text) return 'free';
    if (page.kind.fact !== undefined) return run.isFact === true ? 'free' : 'conflict';
    // A long number can be an ID; two different ones are rather a number that changed.
    const areNumbers = [page, run].every(({ text }) => /^[0-9]+$/.test(text));
    return areNumbers && page.kind === hexKind ? 'conflict' : 'free';
  }

  /** Binds two identities unless one of them is something else already; says whether they are now the same. */
  bind(page: Token, run: Token, origin?: string): boolean {
    const relation = this.relate(page, run);
    if (relation === 'conflict') return false;
    if (!page.kind.isIdentity) return true;
    const [ofPage] = this.#ofPage(page);
    const [exchanged] = this.#ofRun(run);
    if (relation === 'free' && ofPage !== undefined && exchanged !== undefined) {
      [ofPage.run, exchanged.run] = [exchanged.run, ofPage.run];
      ofPage.group = undefined;
      return true;
    }
    if (relation === 'free') {
      this.#bindings.push({ kind: page.kind, page: page.text, run: run.text, origin });
      return true;
    }
    const ofRun = this.#ofRun(run);
    const known = this.#ofPage(page).find((binding) => ofRun.includes(binding));
    if (known !== undefined) {
      known.page = longer(known.page, page.text);
      known.run = longer(known.run, run.text);
      known.group = undefined;
    }
    return true;
  }

  /** What the page calls a thing of the run; a thing that is new to the page keeps its name unless that is taken. */
  namePage(run: Token): string {
    const [known] = this.#ofRun(run);
    if (known !== undefined) {
      if (!run.kind.isCut) return known.page;
      return known.page.slice(0, run.text.length) + run.text.slice(known.page.length);
    }
    let page = run;
    while (this.#ofPage(page).length > 0) page = { ...page, text: nextName(page) };
    this.#bindings.push({ kind: run.kind, page: page.text, run: run.text, origin: undefined });
    return page.text;
  }

  /** The binding of a name on the page. */
  findPage(page: Token): Binding | undefined {
    return this.#ofPage(page)[0];
  }

  /** The binding of a name in the run. */
  findRun(run: Token): Binding | undefined {
    return this.#ofRun(run)[0];
  }

  #ofPage({ kind, text }: Token): Binding[] {
    return this.#bindings.filter((known) => known.kind === kind && isSame(kind, known.page, text));
  }

  #ofRun({ kind, text }: Token): Binding[] {
    return this.#bindings.filter((known) => known.kind === kind && isSame(kind, known.run, text));
  }
}

function areExchangeable(ofPage: readonly Binding[], ofRun: readonly Binding[]): boolean {
  const [page, run] = [ofPage[0], ofRun[0]];
  const isOne = ofPage.length === 1 && ofRun.length === 1;
  return isOne && page?.group !== undefined && page.group === run?.group;
}

function isSame(kind: Kind, a: string, b: string): boolean {
  return kind.isCut ? a.startsWith(b) || b.startsWith(a) : a === b;
}

function longer(a: string, b: string): string {
  return b.length > a.length ? b : a;
}

/** Another name of the same shape: numbers such as those of namespaces come again in another run, for another thing. */
function nextName({ kind, text }: Token): string {
  // Early digits: cuts of an ID name the same thing.
  const head = kind.isCut ? text.slice(0, 12) : text;
  const digits = [...head];
  for (let at = digits.length - 1; at >= 0; at -= 1) {
    const digit = kind.digits.indexOf(digits[at] ?? '');
    if (digit === -1) continue;
    digits[at] = kind.digits[(digit + 1) % kind.digits.length] ?? '';
    if (digit + 1 < kind.digits.length) return digits.join('') + text.slice(head.length);
  }
  // All digits have come round, or there is none: Docker too puts one behind a name that is taken.
  return kind.isPadded ? `1${digits.join('')}` : `${text}0`;
}
