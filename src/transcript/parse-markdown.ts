import { markdownToMdast, mdxToMdast, type MdastNode } from 'satteri';
import { TranscriptError } from './transcript-error.ts';

/** Parses a text as the site does; a file that does not end in `.mdx` is plain Markdown. Throws a `TranscriptError`. */
export function parseMarkdown(file: string, text: string): MdastNode {
  // Starlight's asides (`:::note`) are directives.
  const options = { features: { directive: true } };
  try {
    return file.endsWith('.mdx') ? mdxToMdast(text, options) : markdownToMdast(text, options);
  } catch (cause) {
    // "5:4: Expected a closing tag for `<b>` (5:4) (mdx-jsx:unexpected-character)"
    const message = cause instanceof Error ? cause.message : String(cause);
    const found = /^(\d+):(\d+): (.*?)(?: \(mdx[\w:-]*\))?$/s.exec(message);
    const place = { file, line: Number(found?.[1] ?? 1), column: Number(found?.[2] ?? 1) };
    const sentence = `expected MDX that parses but found a mistake: ${(found?.[3] ?? message).replace(/ \(\d+:\d+\)/, '')}. Correct it; a < or { in a sentence needs a \\ before it.`;
    throw new TranscriptError([{ place, sentence }], { cause });
  }
}
