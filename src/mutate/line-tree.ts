/** A line and those below it that are indented more deeply. */
export interface Tree {
  text: string;
  children: Tree[];
}

/** Lines as trees. */
export function growTree(lines: readonly string[]): Tree[] {
  const roots: Tree[] = [];
  const open: { tree: Tree; depth: number }[] = [];
  for (const text of lines) {
    const depth = depthOf(text);
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
    const tree: Tree = { text, children: [] };
    (open.at(-1)?.tree.children ?? roots).push(tree);
    open.push({ tree, depth });
  }
  return roots;
}

/** Whether a line heads a screen of BuildKit, whose lines come in any order. */
export const isScreen = (line: string): boolean => line.startsWith('[+] Building ');

/** Whether a line belongs to the screen above it. */
export const isUnderScreen = (line: string): boolean => line.startsWith(' =>');

/** BuildKit indents by arrows, everything else by blanks. */
function depthOf(text: string): number {
  const arrows = /^(?: *=>)+/.exec(text);
  return arrows ? arrows[0].length : text.length - text.trimStart().length;
}
