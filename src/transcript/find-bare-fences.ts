import type { MdastNode } from 'satteri';
import { isDestructive } from './is-destructive.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { SourceText } from './source-text.ts';
import type { Problem } from './transcript-error.ts';
import type { Chapter } from './types.ts';

/** Destructive steps without a warning: one must stand between the nearest heading above the fence and the fence. */
export function findBareFences({ file, text, transcripts }: Chapter): Problem[] {
  const dangers = transcripts.flatMap(({ steps, place }) =>
    steps.filter(({ command }) => isDestructive(command)).map((step) => ({ step, fence: place })),
  );
  if (dangers.length === 0) return [];
  const marks = findMarks(file, text);
  return dangers
    .filter(({ fence }) => {
      const before = marks.filter(({ line }) => line < fence.line);
      return !before.slice(before.findLastIndex((mark) => mark.isHeading) + 1).length;
    })
    .map(({ step }) => ({
      place: step.place,
      sentence:
        'expected a warning between the last heading and a command that can delete what is the reader\'s own but found none. Say in <Aside type="caution"> or :::caution what is deleted, and how only the course\'s own is: --filter label=course=dollyeo-docker.',
    }));
}

/** The headings and warnings of a chapter, in order. */
function findMarks(file: string, text: string): { line: number; isHeading: boolean }[] {
  const source = new SourceText(file, text);
  const marks: { line: number; isHeading: boolean }[] = [];
  const visit = (node: MdastNode) => {
    const isHeading = node.type === 'heading';
    if (isHeading || isWarning(node)) {
      const { line } = source.placeAt(source.offsetOf(node.position?.start.offset));
      marks.push({ line, isHeading });
    }
    if ('children' in node) node.children.forEach(visit);
  };
  visit(parseMarkdown(file, source.withoutMark));
  return marks;
}

function isWarning(node: MdastNode): boolean {
  if (node.type === 'containerDirective') return /^(?:caution|danger)$/.test(node.name);
  // GitHub's alerts: `> [!CAUTION]`.
  if (node.type === 'blockquote') return /^\[!(?:CAUTION|WARNING)\]/.test(firstText(node));
  if (node.type !== 'mdxJsxFlowElement' || node.name !== 'Aside') return false;
  return node.attributes.some(
    (attribute) =>
      attribute.type === 'mdxJsxAttribute' &&
      attribute.name === 'type' &&
      /^(?:caution|danger)$/.test(String(attribute.value)),
  );
}

function firstText(node: MdastNode): string {
  if (node.type === 'text') return node.value;
  const [first] = 'children' in node ? node.children : [];
  return first === undefined ? '' : firstText(first);
}
