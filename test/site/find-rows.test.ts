import { expect, test } from 'vitest';
import { findRows } from '../../src/site/find-rows.ts';

const rowsOf = (text: string) => {
  const lines = text.split('\n');
  const rows = findRows(lines);
  return lines.filter((_, index) => rows[index]);
};

test('columns three blanks apart are rows', () => {
  expect(rowsOf('REPOSITORY   TAG\nweb          1.0\nUsage:  docker\n        two')).toEqual([
    'REPOSITORY   TAG',
    'web          1.0',
  ]);
});

test('a line whose cells fill their columns is a row where it stands in line with rows', () => {
  const table = 'net:[407]   net:[407]\nuser:[321]  user:[321]\ntime:[834]  time:[834]';
  expect(rowsOf(table)).toEqual(table.split('\n'));
});

test('every line of a table of ps is a row, up to the next empty line', () => {
  expect(rowsOf('PID TTY CMD\n57 ? dockerd --host\n80 ? ps\n\nall is well')).toEqual([
    'PID TTY CMD',
    '57 ? dockerd --host',
    '80 ? ps',
  ]);
});

test('a line that diff found is no row for the mark before its blanks, but is one for columns of its own', () => {
  expect(rowsOf('2c2\n<     "size": 980,\n---\n>     "size": 981,')).toEqual([]);
  expect(rowsOf('< web   1.0\n---\n> web   2.0')).toEqual(['< web   1.0', '> web   2.0']);
});
