import type { MdastNode } from 'satteri';
import { parseMarkdown } from '../../transcript/parse-markdown.ts';
import type { Chapter, Step } from '../../transcript/types.ts';
import type { Section } from './section.ts';

/** A heading as Astro renders it. */
export interface Heading {
  slug: string;
  text: string;
}

/** Cuts a chapter into sections; `headings` are those of its rendered page, in order. Throws where the text has more of them. */
export function readSections(
  { file, text, transcripts }: Pick<Chapter, 'file' | 'text' | 'transcripts'>,
  headings: readonly Heading[],
): Section[] {
  let section: Section = { heading: '', anchor: '', prose: '', screen: '' };
  const sections = [section];
  const headingsToCome = [...headings];
  const transcriptsToCome = [...transcripts];
  const visit = (node: MdastNode): void => {
    if (node.type === 'heading') {
      const heading = headingsToCome.shift();
      if (!heading) {
        throw new Error(
          `${file}:${node.position?.start.line}:1: expected the page to have this heading but found ${headings.length} before it. Write headings as Markdown, outside of components.`,
        );
      }
      section = { heading: heading.text, anchor: heading.slug, prose: '', screen: '' };
      sections.push(section);
    } else if (node.type === 'code') {
      const transcript = node.lang === 'console' ? transcriptsToCome.shift() : undefined;
      const shown = transcript ? screenOf(transcript.steps) : node.value;
      section.screen += `${withoutDigests(shown)}\n`;
    } else if (node.type === 'text' || node.type === 'inlineCode') {
      section.prose += node.value.replaceAll('\n', ' ');
    } else if ('children' in node) {
      if (node.type === 'mdxJsxFlowElement') section.prose += titleOf(node);
      for (const child of node.children) visit(child);
      section.prose += separatorBehind(node);
    }
  };
  visit(parseMarkdown(file, text));
  return sections
    .map((each) => ({ ...each, prose: each.prose.replace(/\s*\n\s*/g, '\n').trim() }))
    .filter(({ heading, prose, screen }) => heading || prose || screen);
}

/** A blank behind a cell, the end of a line behind whatever else is not part of a sentence. */
function separatorBehind(node: MdastNode): string {
  if (node.type === 'tableCell' || ('name' in node && node.name === 'br')) return ' ';
  return sentenceParts.has(node.type) ? '' : '\n';
}

const sentenceParts = new Set(['strong', 'emphasis', 'delete', 'link', 'mdxJsxTextElement']);

function titleOf({ attributes }: Extract<MdastNode, { type: 'mdxJsxFlowElement' }>): string {
  const title = attributes.find((each) => each.type === 'mdxJsxAttribute' && each.name === 'title');
  return typeof title?.value === 'string' ? `${title.value}\n` : '';
}

const screenOf = (steps: readonly Step[]): string =>
  steps
    .flatMap(({ command, expected }) => [
      `$ ${command.replaceAll('\n', '\n> ')}`,
      ...expected.flatMap(({ text, gap }) => (gap ? [] : [text])),
    ])
    .join('\n');

/** Nobody types a whole digest, and digests would be much of what the search loads. */
const withoutDigests = (text: string): string =>
  text.replace(/[0-9a-f]{64}/g, (digest) => `${digest.slice(0, 12)}…`);
