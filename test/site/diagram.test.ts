import { expect, test } from 'vitest';
import { placeLines, type Box } from '../../src/components/diagram.ts';

const box = (tone: Box['tone'], ...text: string[]): Box => ({
  x: 0,
  y: 10,
  width: 90,
  height: 60,
  tone,
  text,
});

test('lines stand around the middle of their box, those of a border at its top', () => {
  expect(placeLines(box('app', 'a'))).toEqual([45]);
  expect(placeLines(box('app', 'a', 'b'))).toEqual([36, 54]);
  expect(placeLines(box('border', 'a'))).toEqual([29]);
  expect(placeLines({ x: 0, y: 0, width: 1, height: 1, tone: 'app' })).toEqual([]);
});
