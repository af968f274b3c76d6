import { expect, test } from 'vitest';
import { excerptOf } from '../../../src/site/search/excerpt.ts';
import { markWords } from '../../../src/site/search/mark-words.ts';
import { searchPages } from '../../../src/site/search/search-pages.ts';
import type { SearchPage, Section } from '../../../src/site/search/section.ts';

const section = (heading: string, prose: string, screen = ''): Section => ({
  heading,
  anchor: heading,
  prose,
  screen,
});
const page = (slug: string, title: string, ...sections: Section[]): SearchPage => ({
  slug,
  title,
  description: '',
  part: '부',
  sections,
});
const pages = [
  page(
    'one',
    '이미지 관리',
    section('', '머리말.'),
    section('지우기', '안 쓰는 것을 치워요.', '$ docker image prune\nTotal reclaimed space: 0B'),
  ),
  page(
    'two',
    '볼륨',
    section('', '컨테이너보다 오래 살아요.'),
    section('만들기', '이름을 붙여요.', '$ docker volume create diary'),
  ),
];
const search = searchPages(pages);
const slugs = (query: string) => search(query).map((found) => found.page.slug);
const marked = (text: string, query: string) =>
  markWords(text, query)
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('');
const drawn = (found: Section, query: string) => {
  const { pieces, isScreen } = excerptOf(found, query);
  return `${isScreen ? '$' : ''}${pieces.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join('')}`;
};

test('a page is found by its title, its headings, its text and its commands', () => {
  expect(slugs('이미지')).toEqual(['one']);
  expect(slugs('만들기')).toEqual(['two']);
  expect(slugs('컨테이너를')).toEqual(['two']);
  expect(slugs('prune')).toEqual(['one']);
  expect(slugs('docker volume')[0]).toBe('two');
});

test('the section that holds the words is named', () => {
  expect(search('reclaimed')[0]?.sections.map(({ heading }) => heading)).toEqual(['지우기']);
});

test('what is nowhere, and nothing, find nothing', () => {
  expect(slugs('우주')).toEqual([]);
  expect(slugs('')).toEqual([]);
  expect(slugs('?!')).toEqual([]);
});

test('words are marked in any form, and in the other way to write them', () => {
  expect(marked('컨테이너가 멈추면 Docker가 알려요.', '도커 컨테이너를')).toBe(
    '[컨테이너]가 멈추면 [Docker]가 알려요.',
  );
  expect(marked('runc와 run은 달라요. -a', 'run -a')).toBe('[run]c와 [run]은 달라요. -[a]');
  expect(marked('a.b(c', '(')).toBe('a.b(c');
});

test('an excerpt is the sentence that holds most of a query, or a line of the screen where only that does', () => {
  const both = section(
    '가',
    '볼륨이에요. 볼륨을 지우면 사라져요.\n끝.',
    '$ docker volume rm diary',
  );
  expect(drawn(both, '볼륨 지우기')).toBe('[볼륨]을 [지우]면 사라져요.');
  expect(drawn(both, 'docker volume')).toBe('$$ [docker] [volume] rm diary');
  const long = section('가', `${'아주 긴 말이 앞에 와요 '.repeat(12)}그리고 볼륨이 나와요.`);
  expect(drawn(long, '볼륨')).toBe(
    '…긴 말이 앞에 와요 아주 긴 말이 앞에 와요 그리고 [볼륨]이 나와요.',
  );
});
