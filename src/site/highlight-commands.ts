import {
  ExpressiveCodeBlock,
  pluginShiki,
  type ExpressiveCodeHookContext,
} from '@astrojs/starlight/expressive-code';
import type { TranscriptLine } from './transcript-lines.ts';

const shiki = pluginShiki().hooks?.performSyntaxAnalysis;

/** Colours the commands of a block whose lines are `lines` as shell, and nothing else: output is plain text. */
export async function highlightCommands(
  context: ExpressiveCodeHookContext,
  lines: TranscriptLine[],
): Promise<void> {
  const commands = [...lines.keys()].filter((index) =>
    ['command', 'continuation'].includes(lines[index]?.kind ?? ''),
  );
  const shell = new ExpressiveCodeBlock({
    code: commands.map((index) => lines[index]?.text).join('\n'),
    language: 'sh',
  });
  await shiki?.({ ...context, codeBlock: shell });
  for (const [at, source] of shell.getLines().entries()) {
    const target = context.codeBlock.getLine(commands[at] ?? -1);
    if (target?.text !== source.text) continue;
    for (const annotation of source.getAnnotations()) target.addAnnotation(annotation);
  }
}
