/** A line and those below it that are indented more deeply. */
export interface Tree<Line> {
  line: Line;
  children: Tree<Line>[];
}

/** Lines as trees. */
export function growTree<Line extends { text: string }>(lines: readonly Line[]): Tree<Line>[] {
  const roots: Tree<Line>[] = [];
  const open: { tree: Tree<Line>; depth: number }[] = [];
  for (const line of lines) {
    const depth = depthOf(line.text);
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
    const tree: Tree<Line> = { line, children: [] };
    (open.at(-1)?.tree.children ?? roots).push(tree);
    open.push({ tree, depth });
  }
  return roots;
}

/** Whether a line heads a screen of BuildKit or Compose, whose lines come in any order. */
export const isScreen = (line: string): boolean => /^\[\+\] [A-Z][a-z]+ /.test(line);

/** Whether a line belongs to the screen above it. */
export const isUnderScreen = (line: string): boolean => /^ +(?:=>|[✔✘!]) /.test(line);

/** BuildKit indents by arrows, everything else by blanks. */
function depthOf(text: string): number {
  const arrows = /^(?: *=>)+/.exec(text);
  return arrows ? arrows[0].length : text.length - text.trimStart().length;
}
