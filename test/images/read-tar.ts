/** An entry as it stands in a ustar archive. */
export interface ReadEntry {
  path: string;
  mode: number;
  owner: string;
  time: number;
  type: string;
  linkTo: string;
  content: Buffer;
}

/** Reads a ustar archive, checking every header's sum, so that tests need not trust the writer. */
export function readTar(tar: Buffer): ReadEntry[] {
  const entries: ReadEntry[] = [];
  let offset = 0;
  while (tar[offset] !== 0) {
    const header = tar.subarray(offset, offset + 512);
    const text = (start: number, length: number) =>
      header
        .subarray(start, start + length)
        .toString()
        .replace(/\0.*$/s, '');
    const number = (start: number, length: number) => Number.parseInt(text(start, length), 8);
    const blanked = Buffer.from(header).fill(' ', 148, 156);
    const sum = blanked.reduce((total, byte) => total + byte, 0);
    if (sum !== number(148, 8)) throw new Error(`wrong sum in the header at byte ${offset}`);
    const size = number(124, 12);
    const start = offset + 512;
    entries.push({
      path: [text(345, 155), text(0, 100)].filter((part) => part !== '').join('/'),
      mode: number(100, 8),
      owner: `${number(108, 8)}:${number(116, 8)} ${text(265, 32)}:${text(297, 32)}`,
      time: number(136, 12),
      type: text(156, 1),
      linkTo: text(157, 100),
      content: tar.subarray(start, start + size),
    });
    offset = start + Math.ceil(size / 512) * 512;
  }
  if (tar.length !== offset + 1024) throw new Error('expected two empty blocks at the end');
  return entries;
}
