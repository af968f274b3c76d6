import { crc32 } from 'node:zlib';

/**
 * Wraps bytes as gzip in stored blocks, without compression: what a compressor writes differs from one zlib to the
 * next, this does not (RFC 1951, 3.2.4 and RFC 1952).
 */
export function storeGzip(content: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])];
  for (let start = 0; start === 0 || start < content.length; start += longestBlock) {
    const block = content.subarray(start, start + longestBlock);
    const head = Buffer.alloc(5);
    head.writeUInt8(start + longestBlock >= content.length ? 1 : 0, 0);
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(0xffff - block.length, 3);
    parts.push(head, block);
  }
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(content), 0);
  tail.writeUInt32LE(content.length % 2 ** 32, 4);
  return Buffer.concat([...parts, tail]);
}

const longestBlock = 0xffff;
