import { defineConfig } from 'vitest/config';
import { chaptersProject } from './src/verify/chapters-project.ts';

/** Tests that start engines; the others need nothing but Node. */
const engineTests = ['sandbox', 'verify/engine', 'run/engine', 'follow'].map(
  (f) => `test/${f}/**/*.test.ts`,
);
const browserTests = ['test/browser/**/*.test.ts'];
/** Builds the container form's image, which takes a minute: `npm run test:in-docker`. */
const containerTests = ['test/container/engine/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...engineTests, ...browserTests, ...containerTests],
          // Some run a script of ours as a process.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'sandbox',
          include: engineTests,
          // A sandbox dies with the thread that started it, so threads will not do.
          pool: 'forks',
          maxWorkers: 2,
          // Vitest wants projects with workers of their own number one after another.
          sequence: { groupOrder: 1 },
          // A slow machine is no finding: what hangs is found, if late.
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: browserTests,
          sequence: { groupOrder: 3 },
          testTimeout: 180_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        test: {
          name: 'container',
          include: containerTests,
          pool: 'forks',
          sequence: { groupOrder: 4 },
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
      chaptersProject,
    ],
  },
});
