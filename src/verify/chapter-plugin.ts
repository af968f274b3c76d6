import { isAbsolute, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import { TranscriptError } from '../transcript/transcript-error.ts';
import { printChapterModule, printProblemsModule } from './chapter-module.ts';
import { loadChapter } from './load-chapter.ts';
import { readChapterText } from './read-chapter-text.ts';

/** Lets Vitest take a Markdown or MDX file for a test file on an engine line: one test per step. `?raw` and `?url` stay Vite's own. */
export function chapterPlugin(engineLine: string, isRecording = false): Plugin {
  let root = process.cwd();
  return {
    name: 'chapters-as-tests',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
    },
    async load(id) {
      if (!isChapter(id)) return undefined;
      const file = displayPath(root, id);
      let text = '';
      try {
        text = await readChapterText(id, file);
        return printChapterModule(loadChapter(text, { file, root, engineLine, isRecording }), id);
      } catch (error) {
        if (!(error instanceof TranscriptError)) throw error;
        return printProblemsModule(error.problems, text, id);
      }
    },
  };
}

/** Whether a path or a module's ID ends as a Markdown or MDX file does. */
export function isChapter(path: string): boolean {
  return /\.mdx?$/.test(path);
}

/** A file as messages name it: from the root with forward slashes, or as it is where it lies outside. */
export function displayPath(root: string, file: string): string {
  const path = relative(root, file);
  return path.startsWith('..') || isAbsolute(path) ? file : path.split(sep).join('/');
}
