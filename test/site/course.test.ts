import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { claims } from '../../src/claims.ts';
import { readSources } from '../../src/components/figure-source.ts';
import { compareImageSets } from '../../src/components/image-sets.ts';
import { readLayerStacks } from '../../src/components/layer-stack.ts';
import { readSeries } from '../../src/components/measured.ts';
import { readProcessTrees } from '../../src/components/process-tree.ts';
import { chapterFile, course } from '../../src/course.ts';
import { checkClaims, findMissingClaims } from '../../src/site/check-claims.ts';
import { findElements, type ElementUse } from '../../src/site/find-elements.ts';
import { readChapter } from '../../src/site/read-chapter.ts';
import type { Chapter } from '../../src/transcript/types.ts';

const root = new URL('../../', import.meta.url);
const slugs = course.flatMap(({ chapters }) => chapters);
const chapters = slugs.map((slug) => {
  const chapter = readChapter(chapterFile(slug), root);
  const front = parse(/^---\n(.*?)\n---/s.exec(chapter.text)?.[1] ?? '') as {
    note?: string;
  } | null;
  return { chapter, note: front?.note };
});

test('every claim of the course is known, told once, and shown by fences that run', () => {
  expect(checkClaims(claims, chapters).join('\n')).toBe('');
});

test('every claim has its chapter', () => {
  const missing = findMissingClaims(
    claims,
    chapters.map(({ chapter }) => chapter),
  );
  expect(missing, 'claims without a chapter').toEqual([]);
});

test('every figure of the course can be drawn from what its fences print', () => {
  const figures: Record<
    string,
    (chapter: Chapter, attributes: ElementUse['attributes']) => unknown
  > = {
    LayerStack: (chapter, { from = '' }) =>
      readLayerStacks(readSources('LayerStack', from, chapter)),
    ProcessTree: (chapter, { from = '' }) =>
      readProcessTrees(readSources('ProcessTree', from, chapter)),
    Measured: (chapter, { from = '', unit = '' }) =>
      readSeries(readSources('Measured', from, chapter), unit),
    ImageSets: (chapter, { before = '', after = '' }) =>
      compareImageSets(
        readSources('ImageSets', before, chapter),
        readSources('ImageSets', after, chapter),
      ),
  };
  const draw = () =>
    chapters.flatMap(({ chapter }) =>
      findElements(chapter.file, chapter.text, Object.keys(figures)).map(({ name, attributes }) =>
        figures[name]?.(chapter, attributes),
      ),
    );
  expect(draw).not.toThrow();
  expect(draw().length).toBeGreaterThan(1);
});

test('every page is in the course, once', () => {
  const pages = listPages().map((file) => file.replace(/^.*\/docs\/|\.mdx?$/g, ''));
  expect(
    slugs.toSorted(),
    'src/course.ts, against the committed files of src/content/docs',
  ).toEqual(pages.toSorted());
});

test('claims have ids of their own', () => {
  expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
  expect(claims).toHaveLength(51);
});

/** Pages that are committed or staged: a chapter that is still being written may wait. */
function listPages(): string[] {
  const files = ['ls-files', '--', 'src/content/docs/*.md', 'src/content/docs/*.mdx'];
  return execFileSync('git', files, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
}
