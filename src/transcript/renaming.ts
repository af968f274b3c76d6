import { dockerNameKind, hexKind } from './kinds.ts';
import type { Token } from './read-line.ts';

/** One thing under two names: the page's and the run's. */
export interface Binding {
  kind: string;
  page: string;
  run: string;
  /** The line of the chapter that shows the page's name first. */
  line: number;
}

/** The one-to-one renaming of a chapter's identities, known so far. */
export class Renaming {
  #bindings: Binding[];

  constructor(bindings: readonly Binding[] = []) {
    this.#bindings = bindings.map((binding) => ({ ...binding }));
  }

  copy(): Renaming {
    return new Renaming(this.#bindings);
  }

  /** Whether the page's and the run's token are known to be the same thing, could be, or cannot be. */
  relate(page: Token, run: Token): 'same' | 'free' | 'conflict' {
    if (page.kind !== run.kind) return 'conflict';
    if (!page.kind.isIdentity) return 'same';
    const ofPage = this.#ofPage(page);
    const ofRun = this.#ofRun(run);
    if (ofPage.some((binding) => ofRun.includes(binding))) return 'same';
    if (ofPage.length > 0 || ofRun.length > 0) return 'conflict';
    // A long number can be an ID; two different ones are rather a number that changed.
    const areNumbers = [page, run].every(({ text }) => /^[0-9]+$/.test(text));
    return areNumbers && page.text !== run.text ? 'conflict' : 'free';
  }

  /** Binds two identities unless one of them is something else already; says whether they are now the same. */
  bind(page: Token, run: Token, line: number): boolean {
    const relation = this.relate(page, run);
    if (relation === 'conflict') return false;
    if (!page.kind.isIdentity) return true;
    if (relation === 'free') {
      this.#bindings.push({ kind: page.kind.name, page: page.text, run: run.text, line });
      return true;
    }
    const ofRun = this.#ofRun(run);
    const known = this.#ofPage(page).find((binding) => ofRun.includes(binding));
    if (known !== undefined) {
      known.page = longer(known.page, page.text);
      known.run = longer(known.run, run.text);
    }
    return true;
  }

  /** What the page calls a thing of the run; a thing that is new to the page keeps its name unless that is taken. */
  namePage(run: Token, line: number): string {
    const [known] = this.#ofRun(run);
    if (known !== undefined) {
      if (run.kind !== hexKind) return known.page;
      return known.page.slice(0, run.text.length) + run.text.slice(known.page.length);
    }
    let page = run;
    while (this.#ofPage(page).length > 0) page = { ...page, text: nextName(page) };
    this.#bindings.push({ kind: run.kind.name, page: page.text, run: run.text, line });
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
    return this.#bindings.filter(
      (known) => known.kind === kind.name && isSame(kind.name, known.page, text),
    );
  }

  #ofRun({ kind, text }: Token): Binding[] {
    return this.#bindings.filter(
      (known) => known.kind === kind.name && isSame(kind.name, known.run, text),
    );
  }
}

function isSame(kind: string, a: string, b: string): boolean {
  return kind === hexKind.name ? a.startsWith(b) || b.startsWith(a) : a === b;
}

function longer(a: string, b: string): string {
  return b.length > a.length ? b : a;
}

/** Another name of the same shape: numbers such as those of namespaces come again in another run, for another thing. */
function nextName({ kind, text }: Token): string {
  if (kind === hexKind) {
    // Early digits: cuts of an ID name the same thing.
    const head = text.slice(0, 12);
    const next = (BigInt(`0x${head}`) + 1n).toString(16).padStart(head.length, '0');
    return next.slice(-head.length) + text.slice(12);
  }
  if (kind === dockerNameKind && !/[0-9]$/.test(text)) return `${text}0`;
  const base = kind === dockerNameKind || text.endsWith(']') ? 10 : 16;
  const increase = (digit: string) => ((Number.parseInt(digit, 16) + 1) % base).toString(base);
  return text.replace(/[0-9a-f](?=\]?$)/, increase);
}
