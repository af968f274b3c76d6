import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawIcon } from '../../../src/site/card/draw-icon.ts';
import { iconFile } from '../../../src/site/card/icon-file.ts';
import { openRenderer } from '../../../src/site/card/open-renderer.ts';

const root = new URL('../../../', import.meta.url);
const page = { part: '가', title: '이미지 관리', description: '설명이에요.' };

test('a card is drawn with and without what was verified, and they differ', async () => {
  const render = openRenderer(root);
  const without = await render({ ...page, verified: undefined });
  const verified = { commands: 32, engineLines: ['28.5-containerd'] };
  const withBadge = await render({ ...page, verified });
  expect(await sharp(without).metadata()).toMatchObject({ width: 1200, height: 630 });
  expect(withBadge.equals(without)).toBe(false);
});

test('the longest words a page may have stay within the card', async () => {
  const render = openRenderer(root);
  const png = await render({
    part: 'Docker 그리고 Container',
    title: '다른 호스트에서 같은 컨테이너를 실행하기',
    description: '명령과 출력을 하나씩 보면서 확인해요. '.repeat(6),
    verified: { commands: 999, engineLines: ['28.5-containerd', '28.5-overlay2'] },
  });
  const edge = { left: 1140, top: 20, width: 60, height: 610 };
  const pixels = await sharp(png).extract(edge).toColourspace('b-w').raw().toBuffer();
  expect(new Set(pixels).size, 'colours of the right edge').toBe(1);
});

test('an icon file holds the picture and its size', async () => {
  const png = await drawIcon(root, 48);
  const ico = iconFile(png);
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([0, 1, 1]);
  expect([ico[6], ico[7]]).toEqual([48, 48]);
  expect(ico.subarray(ico.readUInt32LE(18)).equals(png)).toBe(true);
  expect(ico.readUInt32LE(14)).toBe(png.length);
});
