import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RUN_PATH, TOKEN_NAME } from '../../src/run/messages.ts';
import { root } from './copy-site.ts';

/** What is in a page of the dev server, in its scripts or in its styles, and nowhere else. */
const traces = [
  RUN_PATH,
  TOKEN_NAME,
  'data-run-hash',
  'runHash',
  'run-panel',
  'run-button',
  '여기까지 돌리기',
  '새 샌드박스로',
];

const filesOf = (folder: string) =>
  globSync('**/*.{css,html,js,json,map,mjs,svg,txt,xml}', { cwd: join(root, folder) });

const findTraces = (folder: string, files: readonly string[]) =>
  files.flatMap((file) => {
    const text = readFileSync(join(root, folder, file), 'utf8');
    return traces.filter((trace) => text.includes(trace)).map((trace) => `${file}: ${trace}`);
  });

test('a built site holds nothing of what runs fences', () => {
  const files = filesOf('dist');
  expect(files.length).toBeGreaterThan(20);
  expect(findTraces('dist', files)).toEqual([]);
});

test('what is looked for is what runs fences', () => {
  const found = findTraces('src/run', globSync('**/*.{css,ts}', { cwd: join(root, 'src/run') }));
  const isFound = (trace: string) => found.some((each) => each.endsWith(`: ${trace}`));
  expect(traces.filter((trace) => !isFound(trace))).toEqual([]);
});
