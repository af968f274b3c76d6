import { join } from 'node:path';
import { htmlToHast, type HastNode } from 'satteri';
import { expect, test } from 'vitest';
import { readBuiltPages } from '../../src/site/built/read-built-pages.ts';
import { root } from './copy-site.ts';

/** Texts with Hangul that a page says are English. */
function findMistold(node: HastNode, lang = ''): string[] {
  if (node.type === 'text') {
    return lang === 'en' && /\p{Script=Hangul}/u.test(node.value) ? [node.value] : [];
  }
  if (!('children' in node)) return [];
  const own = node.type === 'element' ? node.properties['lang'] : undefined;
  return node.children.flatMap((child) => findMistold(child, typeof own === 'string' ? own : lang));
}

const pages = readBuiltPages(join(root, 'dist')).map(({ file, html }) => [file, html] as const);

test.each(pages)('no Korean of %s is read out as English', (_, html) => {
  expect(findMistold(htmlToHast(html))).toEqual([]);
});

test.each(pages)('every command that %s links to says its language', (_, html) => {
  const links = html.match(/<a[^>]* title="[^"]*"[^>]*>/g) ?? [];
  expect(links.filter((link) => link.includes('href="') && !/ lang="(ko|en)"/.test(link))).toEqual(
    [],
  );
});

test('Korean within English is found, and within Korean is not', () => {
  expect(findMistold(htmlToHast('<p lang="en">a <b>글</b> <i lang="ko">자</i></p>'))).toEqual([
    '글',
  ]);
});
