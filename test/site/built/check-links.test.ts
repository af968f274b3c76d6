import { expect, test } from 'vitest';
import { checkLinks } from '../../../src/site/built/check-links.ts';
import { describeBroken } from '../../../src/site/built/links-integration.ts';
import { readBuiltPage } from '../../../src/site/built/read-built-pages.ts';

const other = readBuiltPage(
  'other/index.html',
  '<h2 id="첫-제목">a</h2><figure id="fence"></figure>',
);
const files = new Set([
  'index.html',
  'page/index.html',
  'other/index.html',
  '404.html',
  'a.css',
  'b.svg',
]);

function check(
  html: string,
  {
    file = 'page/index.html',
    base = '/',
    site,
  }: { file?: string; base?: string; site?: string } = {},
) {
  return checkLinks([readBuiltPage(file, html), other], files, { base, site });
}

test('links to pages, anchors and files that are there are well', () => {
  const html = `
    <link href="/a.css"><img src="../b.svg"><a href="../">a</a><a href="../other/">b</a><a href="#mine" id="mine">c</a>
    <a href="../other/#fence">d</a><a href="../other/#%EC%B2%AB-%EC%A0%9C%EB%AA%A9">e</a><a href="/other/#첫-제목">f</a>
    <a href="https://example.com/nowhere#x">g</a><a href="mailto:a@example.com">h</a><a href="#">i</a><a href="/404.html">j</a>`;
  expect(check(html)).toEqual([]);
});

test.each([
  ['../nowhere/', 'no such file'],
  ['/no.css', 'no such file'],
  ['#missing', 'the anchor #missing in page/index.html'],
  ['../other/#missing', 'the anchor #missing in other/index.html'],
  ['/other', 'a slash at the end'],
  ['https://', 'expected an address'],
])('%s is broken', (link, sentence) => {
  expect(check(`<a href="${link}">a</a>`)).toEqual([
    { file: 'page/index.html', link, sentence: expect.stringContaining(sentence) },
  ]);
});

test('under a base path, what leaves it is broken', () => {
  expect(
    check('<a href="/course/other/#fence">a</a><a href="../other/">b</a>', { base: '/course/' }),
  ).toEqual([]);
  expect(check('<a href="/other/">a</a>', { base: '/course/' })).toEqual([
    expect.objectContaining({ sentence: expect.stringContaining('below the base path /course/') }),
  ]);
});

test('an address of the site itself is a link within the site', () => {
  const site = 'https://course.example';
  expect(check('<a href="https://course.example/other/">a</a>', { site })).toEqual([]);
  expect(check('<a href="https://course.example/nowhere/">a</a>', { site })).toHaveLength(1);
});

test('the page for addresses that are nowhere links from the root', () => {
  expect(check('<a href="/other/">a</a>', { file: '404.html' })).toEqual([]);
  expect(check('<a href="other/">a</a>', { file: '404.html' })).toHaveLength(1);
});

test('a broken link is told by its place in the chapter, else by the built page', () => {
  const root = new URL('../../..', import.meta.url).pathname;
  const at = {
    link: 'https://github.com/containerd/containerd/blob/main/core/runtime/v2/README.md',
    sentence: 'x',
  };
  expect(describeBroken({ file: 'hello-docker/index.html', ...at }, root)).toMatch(
    /^src\/content\/docs\/hello-docker\.mdx:\d+:\d+: https/,
  );
  expect(describeBroken({ file: '404.html', ...at }, root)).toMatch(/^404\.html: https/);
});
