import type { TestProjectInlineConfiguration } from 'vitest/config';
import { findPublishedLine } from '../sandbox/engine-line.mjs';
import { chapterPlugin } from './chapter-plugin.ts';

/** How Vitest runs chapters, however it was started. */
export const chaptersProject = {
  plugins: [chapterPlugin(findPublishedLine())],
  test: {
    name: 'chapters',
    include: ['src/content/docs/**/*.{md,mdx}'],
    // A sandbox dies with the thread that started it, so threads will not do.
    pool: 'forks',
    // Each chapter has machines of its own; a process of its own for each would only take longer.
    isolate: false,
    // Lessons mostly wait: more of them than cores.
    maxWorkers: 4,
    sequence: { groupOrder: 2 },
    // Each step has a time-out of its own, and a test waits for all the steps before its own.
    testTimeout: 0,
    hookTimeout: 0,
    // What a chapter becomes depends on our own code and on the images' lock, too: a module kept from an earlier run may be wrong.
    fsModuleCache: false,
    includeTaskLocation: true,
    diff: {
      aAnnotation: 'The page says',
      bAnnotation: 'The engine printed',
      expand: false,
      contextLines: 2,
    },
    provide: { isRecording: false, engineLine: findPublishedLine() },
  },
} satisfies TestProjectInlineConfiguration;
