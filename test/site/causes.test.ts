import { expect, test } from 'vitest';
import { listCauses, nameReasons, type VersionChapter } from '../../src/components/versions.ts';
import { pairNeighbours } from '../../src/site/compare-lines.ts';
import { chapterOf, lines, section } from './made-versions.ts';

test('neighbours differ in the image store or in the version', () => {
  expect(
    pairNeighbours([
      '28.5-containerd',
      '28.5-overlay2',
      '26.1-containerd',
      '26.1-overlay2',
      '20.10-overlay2',
    ]),
  ).toEqual([
    ['28.5-containerd', '28.5-overlay2'],
    ['28.5-containerd', '26.1-containerd'],
    ['28.5-overlay2', '26.1-overlay2'],
    ['26.1-containerd', '26.1-overlay2'],
    ['26.1-overlay2', '20.10-overlay2'],
  ]);
});

/** What is listed of neighbours, in words; a command in brackets where both lines differ from the page. */
const causesOf = (chapter: VersionChapter) =>
  listCauses([chapter], lines, new Set()).map(({ lines: pair, ofOne, ofBoth }) => [
    pair.join(' ↔ '),
    ...[...ofOne, ...ofBoth].map(({ reasons, steps }) => {
      const why = nameReasons(reasons).map(({ name, reason }) => `${name}: ${reason}`);
      const where = steps.map(({ command }) => command).join();
      return `${why.join(' ')} ${reasons.length > 1 ? `[${where}]` : where}`;
    }),
  ]);

test('what neighbours print differently is listed by cause; names that differ anyway do not count', () => {
  const size = section(1, '크기를 다르게 세어요.', 'web  3f2a9c81d07e  2.11MB');
  const alike = section(1, '크기를 다르게 세어요.', 'web  b7d04e6621fa  2.11MB');
  const more = section(2, '경고가 나와요.', 'WARNING\ne85b3c97420d');
  const chapter = chapterOf({ '28.5-overlay2': size, '26.1-overlay2': alike + more });
  expect(causesOf(chapter)).toEqual([
    [
      '28.5-containerd ↔ 28.5-overlay2',
      'Engine 28.5 · overlay2: 크기를 다르게 세어요. docker images',
    ],
    [
      '28.5-overlay2 ↔ 26.1-overlay2',
      'Engine 26.1 · overlay2: 경고가 나와요. docker run --detach web',
    ],
  ]);
});

test('where two lines differ from the page and from each other, both reasons are told', () => {
  const chapter = chapterOf({
    '28.5-overlay2':
      section(1, 'overlay2는 다르게 세어요.', 'web  3f2a9c81d07e  2.11MB') +
      section(2, '경고가 나와요.', 'WARNING: 1'),
    '26.1-overlay2':
      section(1, '이 엔진은 다르게 세어요.', 'web  3f2a9c81d07e  2.12MB') +
      section(2, '경고가 나와요.', 'WARNING: 2'),
  });
  expect(causesOf(chapter)[1]).toEqual([
    '28.5-overlay2 ↔ 26.1-overlay2',
    'Engine 28.5 · overlay2: overlay2는 다르게 세어요. Engine 26.1 · overlay2: 이 엔진은 다르게 세어요. [docker images]',
    '두 엔진 모두: 경고가 나와요. [docker run --detach web]',
  ]);
});

test('a step that is known to differ only in what a name means differs from the page', () => {
  const other = section(2, '다른 컨테이너예요.', '3f2a9c81d07e');
  expect(causesOf(chapterOf({ '28.5-overlay2': other }))[0]?.[1]).toBe(
    'Engine 28.5 · overlay2: 다른 컨테이너예요. docker run --detach web',
  );
});

test('a name that two lines use for two things tells them apart, in whichever step it comes first', () => {
  const shown = (id: string) => section(1, '크기가 달라요.', `web  ${id}  2.11MB`);
  const started = (id: string) => section(2, '경고가 나와요.', `WARNING ${id}`);
  const chapter = chapterOf({
    '28.5-overlay2': shown('3f2a9c81d07e') + started('3f2a9c81d07e'),
    '26.1-overlay2': shown('b7d04e6621fa') + started('77d04e66abcd'),
  });
  expect(causesOf(chapter)[1]).toEqual([
    '28.5-overlay2 ↔ 26.1-overlay2',
    '두 엔진 모두: 경고가 나와요. [docker run --detach web]',
  ]);
});
