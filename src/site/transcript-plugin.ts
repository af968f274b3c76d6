import { relative } from 'node:path';
import {
  AttachedPluginData,
  type ExpressiveCodeBlock,
  type ExpressiveCodePlugin,
} from '@astrojs/starlight/expressive-code';
import { hashTranscript } from '../transcript/hash-transcript.ts';
import type { Report, Transcript } from '../transcript/types.ts';
import { fenceBadge, type Badge } from './badge.ts';
import { createChapterIdentities } from './chapter-identities.ts';
import { drawFigure } from './draw-figure.ts';
import { findElsewhere, type Elsewhere } from './find-elsewhere.ts';
import { drawLine } from './draw-line.ts';
import { highlightCommands } from './highlight-commands.ts';
import { issueLink } from './issue-link.ts';
import { readLineDifferences } from './line-differences.ts';
import { readFence } from './read-fence.ts';
import { transcriptLines, type TranscriptLine } from './transcript-lines.ts';

/** What one fence carries from hook to hook; fences of a page are rendered at the same time and share nothing. */
interface Drawing {
  transcript: Transcript;
  lines: TranscriptLine[];
  badge: Badge;
  issue?: string | undefined;
  elsewhere: Elsewhere[];
}

export interface TranscriptOptions {
  report: Report | undefined;
  /** The project's folder, to which the report's files are relative. */
  root: string;
  /** Address of the repository, where readers say what looks different; without it, no link. */
  repository?: string | undefined;
  /** The engine lines of which to tell what they print differently. */
  otherLines?: readonly string[] | undefined;
}

/** Draws `console` fences as transcripts, with a badge from the report. */
export function transcriptPlugin({
  report,
  root,
  repository,
  otherLines = [],
}: TranscriptOptions): ExpressiveCodePlugin {
  const identitiesOf = createChapterIdentities(root);
  const drawings = new AttachedPluginData<Drawing | undefined>(() => undefined);
  const drawingOf = (block: ExpressiveCodeBlock) => drawings.getOrCreateFor(block);
  return {
    name: 'Transcript',
    hooks: {
      async preprocessLanguage({ codeBlock }) {
        if (codeBlock.language !== 'console') return;
        const file = relative(root, codeBlock.parentDocument?.sourceFilePath ?? '');
        const transcript = readFence(codeBlock.code, codeBlock.meta, file, root);
        const hash = await hashTranscript(codeBlock.code, codeBlock.meta);
        const badge = fenceBadge(report, file, hash);
        const { id } = transcript.meta;
        drawings.setFor(codeBlock, {
          transcript,
          lines: transcriptLines(transcript, identitiesOf(file, transcript)),
          badge,
          elsewhere: findElsewhere(transcript, readLineDifferences(root, otherLines, file)),
          ...(repository && id
            ? { issue: issueLink(repository, { file, fence: id, run: badge.run }) }
            : {}),
        });
        // No other plugin may read our meta words, nor highlight output as if it were a program.
        codeBlock.meta = '';
        codeBlock.language = 'txt';
        codeBlock.props.frame = 'none';
      },
      preprocessCode({ codeBlock }) {
        const drawing = drawingOf(codeBlock);
        if (!drawing) return;
        codeBlock.deleteLines(codeBlock.getLines().map((_, index) => index));
        codeBlock.insertLines(
          0,
          drawing.lines.map(({ text }) => text),
        );
      },
      async performSyntaxAnalysis(context) {
        const drawing = drawingOf(context.codeBlock);
        if (drawing) await highlightCommands(context, drawing.lines);
      },
      postprocessRenderedLine({ codeBlock, lineIndex, renderData }) {
        const drawing = drawingOf(codeBlock);
        const line = drawing?.lines[lineIndex];
        if (line) drawLine(renderData.lineAst, line);
      },
      postprocessRenderedBlock({ codeBlock, renderData }) {
        const drawing = drawingOf(codeBlock);
        if (!drawing) return;
        const { transcript, badge, issue, elsewhere } = drawing;
        drawFigure(renderData.blockAst, transcript, { badge, issue, elsewhere });
      },
    },
  };
}
