import { brotliCompressSync, constants } from 'node:zlib';

/**
 * Packs a TrueType font as WOFF2, its tables as they are: https://www.w3.org/TR/WOFF2/. The transformation of glyphs, which would save
 * some more percent, is left out.
 */
export function writeWoff2(font: Buffer): Buffer {
  const tables = readTables(font);
  const head = tables.find(({ name }) => name === 'head');
  // "The font was repacked" (bit 11 of the flags), as the standard asks.
  head?.data.writeUInt16BE(head.data.readUInt16BE(16) | 0x800, 16);
  const directory = Buffer.concat(
    tables.flatMap(({ name, data }) => [entry(name), base128(data.length)]),
  );
  const packed = brotliCompressSync(Buffer.concat(tables.map(({ data }) => data)), {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_FONT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    },
  });
  const headerLength = 48;
  const length = padded(headerLength + directory.length + packed.length);
  const file = Buffer.alloc(length);
  file.write('wOF2', 'latin1');
  file.writeUInt32BE(0x10000, 4);
  file.writeUInt32BE(length, 8);
  file.writeUInt16BE(tables.length, 12);
  const unpacked = tables.reduce((sum, { data }) => sum + 16 + padded(data.length), 12);
  file.writeUInt32BE(unpacked, 16);
  file.writeUInt32BE(packed.length, 20);
  directory.copy(file, headerLength);
  packed.copy(file, headerLength + directory.length);
  return file;
}

interface Table {
  name: string;
  data: Buffer;
}

/** The tables of a font in its directory's order, which is that of their names. */
function readTables(font: Buffer): Table[] {
  return Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const at = 12 + index * 16;
    const start = font.readUInt32BE(at + 8);
    const data = Buffer.from(font.subarray(start, start + font.readUInt32BE(at + 12)));
    return { name: font.toString('latin1', at, at + 4), data };
  });
}

/** A table by its name; for `glyf` and `loca`, 3 says that they are as they were, for all others 0. */
const entry = (name: string) =>
  Buffer.from([0x3f | (name === 'glyf' || name === 'loca' ? 3 << 6 : 0), ...Buffer.from(name)]);

function base128(value: number): Buffer {
  const digits = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return Buffer.from(digits);
}

const padded = (length: number) => (length + 3) & ~3;
