import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { subsetFont } from '../../src/site/fonts/subset-font.ts';
import { writeWoff2 } from '../../src/site/fonts/write-woff2.ts';

const source = readFileSync(
  fileURLToPath(import.meta.resolve('pretendard/dist/public/variable/PretendardVariable.ttf')),
);
const characters = new Set([...'도커 Docker 0123'].map((each) => each.codePointAt(0) ?? 0));

test('a font that was cut is small, and packs to less, with all its tables', async () => {
  const font = await subsetFont(source, { characters, weights: [400, 700] });
  expect(font.length).toBeLessThan(source.length / 100);
  const packed = writeWoff2(font);
  expect(packed.toString('latin1', 0, 4)).toBe('wOF2');
  expect(packed.readUInt32BE(8)).toBe(packed.length);
  expect(packed.length % 4).toBe(0);
  const count = packed.readUInt16BE(12);
  expect(count).toBe(font.readUInt16BE(4));
  const lengths = Array.from({ length: count }, (_, index) => font.readUInt32BE(24 + index * 16));
  const compressed = packed.readUInt32BE(20);
  const end = packed.length - compressed;
  // Up to three bytes of padding follow.
  const unpacked = [0, 1, 2, 3].flatMap((padding) => {
    try {
      return [brotliDecompressSync(packed.subarray(end - padding, packed.length - padding))];
    } catch {
      return [];
    }
  });
  expect(unpacked.map(({ length }) => length)).toContain(
    lengths.reduce((sum, length) => sum + length, 0),
  );
});

test('what is no font is refused', async () => {
  await expect(
    subsetFont(Buffer.from('no font'), { characters, weights: [400, 700] }),
  ).rejects.toThrow('expected a TrueType font with weights from 400 to 700');
});
