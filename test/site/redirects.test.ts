import { expect, test } from 'vitest';
import { course, movedChapters } from '../../src/course.ts';
import { redirectsOf } from '../../src/site/redirects.ts';

const parts = [{ title: '가', chapters: ['index', 'one', 'two'] }];

test('an old slug leads to the page that took its place, below the base path', () => {
  expect(redirectsOf({ old: 'one', older: 'index' }, parts, '/course')).toEqual({
    '/old/': '/course/one/',
    '/older/': '/course/',
  });
});

test('a slug that is still a page cannot have moved', () => {
  expect(() => redirectsOf({ two: 'one' }, parts, '/')).toThrowErrorMatchingInlineSnapshot(
    `[Error: src/course.ts: expected "two", which moved to "one", to be no page any more, but the course lists it. Take it out of one of the lists.]`,
  );
});

test('a page that is none cannot take a place', () => {
  expect(() => redirectsOf({ old: 'gone' }, parts, '/')).toThrowErrorMatchingInlineSnapshot(
    `[Error: src/course.ts: expected "gone", to which "old" moved, to be a page, but the course does not list it. Name the page that took its place.]`,
  );
});

test('the slugs that moved lead to pages of the course', () => {
  expect(() => redirectsOf(movedChapters, course, '/')).not.toThrow();
});
