import { differenceOf, type PageLine } from './pair-lines.ts';
import type { Line } from './read-line.ts';
import type { Renaming } from './renaming.ts';

/** Recorded lines in the page's order, as far as they pair. */
export interface Arrangement {
  lines: Line[];
  /** Lines of the page that differ only in one name each, new to the chapter: which is which, a later step may tell. */
  exchangeable: number[][];
  /** The first line of the page that could stand for several recorded lines which name different things otherwise. */
  ambiguous: number | undefined;
}

/**
 * Brings the lines of an unordered output into the page's order. Lines indented more deeply move with their parent; lines pair
 * by their masks, ties by the renaming known so far.
 */
export function arrangeLines(
  page: readonly PageLine[],
  run: readonly Line[],
  known: Renaming,
): Arrangement {
  const pageNodes = growTree(page);
  const runNodes = growTree(run);
  const renaming = known.copy();
  const partners = new Map<Node, Node>();
  const pair = (a: Node, b: Node) => {
    partners.set(a, b);
    partners.set(b, a);
    bindAll(a, b, renaming);
  };
  const isFree = (node: Node) => !partners.has(node);
  const candidatesOf = (node: Node) =>
    runNodes.filter((other) => isFree(other) && fits(node, other, partners, renaming));

  const exchangeable: number[][] = [];
  let ambiguous: number | undefined;
  for (let isStuck = false; ;) {
    let isMoved = false;
    for (const node of pageNodes.filter(isFree)) {
      const candidates = candidatesOf(node);
      const [candidate] = candidates;
      const isSure = new Set(candidates.map(identitiesAround)).size === 1;
      if (candidate === undefined || !(isSure || isStuck)) continue;
      if (!isSure && namesOneNewThing(node, renaming)) {
        const alike = pageNodes.filter(
          (other) =>
            isFree(other) && other.shape === node.shape && namesOneNewThing(other, renaming),
        );
        exchangeable.push(alike.map(({ index }) => index));
        for (const [at, other] of candidates.entries()) if (alike[at]) pair(alike[at], other);
      } else {
        if (!isSure) ambiguous ??= node.index;
        pair(node, candidate);
      }
      isMoved = true;
      isStuck = false;
    }
    if (!isMoved && isStuck) break;
    isStuck = !isMoved;
  }
  for (const { node, other } of rankPairs(
    pageNodes.filter(isFree),
    runNodes.filter(isFree),
    renaming,
  )) {
    if (isFree(node) && isFree(other)) pair(node, other);
  }
  const gap = page.indexOf('gap');
  const rest = gap === -1 ? page.length : gap;
  const rankOf = (node: Node): number =>
    partners.get(node)?.index ?? Math.min(rest, ...node.children.map(rankOf));
  return { lines: walk(runNodes, rankOf), exchangeable, ambiguous };
}

/** A line with its parent, the nearest line before it that is indented less. */
interface Node {
  line: Line;
  /** Among the lines, gaps counted. */
  index: number;
  depth: number;
  parent: Node | undefined;
  children: Node[];
  /** The masks of the line and, in any order, of its children. */
  shape: string;
}

function growTree(lines: readonly PageLine[]): Node[] {
  const nodes: Node[] = [];
  const open: { node: Node; depth: number }[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === 'gap') continue;
    const depth = depthOf(line.text);
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
    const parent = open.at(-1)?.node;
    const node: Node = { line, index, depth, parent, children: [], shape: line.mask };
    parent?.children.push(node);
    nodes.push(node);
    open.push({ node, depth });
  }
  for (const node of nodes.toReversed()) {
    node.shape = JSON.stringify([node.shape, node.children.map((child) => child.shape).sort()]);
  }
  return nodes;
}

/** Leading blanks; BuildKit indents by arrows. */
function depthOf(text: string): number {
  const [lead = ''] = /^(?: *=>)* */.exec(text) ?? [];
  return lead.trimEnd().length === 0 ? lead.length : lead.trimEnd().length;
}

function fits(a: Node, b: Node, partners: Map<Node, Node>, renaming: Renaming): boolean {
  if (a.shape !== b.shape || differenceOf(a.line, b.line, renaming) !== 0) return false;
  if ((a.parent === undefined) !== (b.parent === undefined)) return false;
  if (a.parent !== undefined && b.parent !== undefined) {
    const ofA = partners.get(a.parent);
    const isPossible =
      ofA === undefined ? fits(a.parent, b.parent, partners, renaming) : ofA === b.parent;
    if (!isPossible || (ofA === undefined && partners.has(b.parent))) return false;
  }
  return a.children.every((child) => (partners.get(child)?.parent ?? b) === b);
}

/** The identities in a line, its parents and its children; lines with the same ones are exchangeable. */
function identitiesAround(node: Node): string {
  const parents: string[][] = [];
  for (let { parent } = node; parent !== undefined; { parent } = parent) {
    parents.push(identitiesOf(parent.line));
  }
  return JSON.stringify([parents, identitiesBelow(node)]);
}

function identitiesBelow(node: Node): string {
  return JSON.stringify([identitiesOf(node.line), node.children.map(identitiesBelow).sort()]);
}

function identitiesOf(line: Line): string[] {
  return line.tokens.filter(({ kind }) => kind.isIdentity).map(({ text }) => text);
}

/** A line by itself, whose one identity no step has named before. */
function namesOneNewThing({ line, parent, children }: Node, renaming: Renaming): boolean {
  const [token, ...others] = line.tokens.filter(({ kind }) => kind.isIdentity);
  const isAlone = parent === undefined && children.length === 0 && others.length === 0;
  return isAlone && token !== undefined && renaming.findPage(token) === undefined;
}

/** Lines that could have become each other, the most alike first. */
function rankPairs(page: Node[], run: Node[], renaming: Renaming): { node: Node; other: Node }[] {
  return page
    .flatMap((node) =>
      run.map((other) => ({
        node,
        other,
        difference: differenceOf(node.line, other.line, renaming),
      })),
    )
    .filter(({ difference }) => difference <= 1)
    .sort((a, b) => a.difference - b.difference);
}

function bindAll(a: Node, b: Node, renaming: Renaming): void {
  if (a.line.mask !== b.line.mask) return;
  for (const [index, token] of a.line.tokens.entries()) {
    const other = b.line.tokens[index];
    if (other !== undefined) renaming.bind(token, other);
  }
}

/** Lines that are indented more deeply than those beside them came first: behind one of those they would be its children. */
function walk(nodes: readonly Node[], rankOf: (node: Node) => number): Line[] {
  const visit = (siblings: readonly Node[]): Line[] =>
    siblings
      .toSorted((a, b) => b.depth - a.depth || rankOf(a) - rankOf(b))
      .flatMap((node) => [node.line, ...visit(node.children)]);
  return visit(nodes.filter((node) => node.parent === undefined));
}
