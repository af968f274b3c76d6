import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { htmlToHast, type HastNode } from 'satteri';
import { parseOnce } from '../parse-once.ts';

/** A page as it was built. */
export interface BuiltPage {
  /** Path below the folder that was built, with forward slashes. */
  file: string;
  html: string;
  /** Its elements in order, those in templates too. */
  elements: BuiltElement[];
}

/** An element of a built page. */
export interface BuiltElement {
  name: string;
  /** Those with text as their value, named as hast does: `href`, `ariaLabel`. */
  attributes: Readonly<Record<string, string>>;
  /** What it holds directly of text: all there is in a script or a style. */
  text: string;
}

/** Reads every HTML file below `folder`. */
export const readBuiltPages = (folder: string): BuiltPage[] =>
  globSync('**/*.html', { cwd: folder })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted()
    .map((file) => readOnce(file, readFileSync(join(folder, file), 'utf8')));

/** Reads a page from its HTML. */
export function readBuiltPage(file: string, html: string): BuiltPage {
  const elements: BuiltElement[] = [];
  const visit = (node: HastNode) => {
    if (node.type === 'element') {
      elements.push({
        name: node.tagName,
        attributes: attributesOf(node.properties),
        text: node.children.map((child) => (child.type === 'text' ? child.value : '')).join(''),
      });
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(htmlToHast(html));
  return { file, html, elements };
}

const readOnce = parseOnce(readBuiltPage);

function attributesOf(properties: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
