/** An entry as it goes into a tar; a folder's path ends in a slash. */
export type TarEntry = { path: string; mode: number } & (
  { type: 'file'; content: Buffer } | { type: 'link'; linkTo: string } | { type: 'folder' }
);

/** What a header says of an entry beside its size and time. */
export type TarHead = { path: string; mode: number } & (
  { type: 'file' } | { type: 'link'; linkTo: string } | { type: 'folder' }
);

/**
 * Writes a POSIX ustar archive that depends on nothing but its arguments: entries sorted by the bytes of their paths,
 * owned by root, all with one time (seconds since 1970).
 */
export function writeTar(entries: TarEntry[], time: number): Buffer {
  const sorted = [...entries].sort((a, b) =>
    Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)),
  );
  const parts = sorted.flatMap((entry) => {
    const content = entry.type === 'file' ? entry.content : Buffer.alloc(0);
    return [tarHeader(entry, content.length, time), content, tarPadding(content.length)];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * blockSize)]);
}

/** The 512 bytes before an entry's content; size in bytes, time in seconds since 1970. */
export function tarHeader(entry: TarHead, size: number, time: number): Buffer {
  const block = Buffer.alloc(blockSize);
  const [prefix, name] = splitPath(entry.path);
  text(block, 0, 100, name);
  octal(block, 100, 8, entry.mode);
  octal(block, 108, 8, 0);
  octal(block, 116, 8, 0);
  octal(block, 124, 12, size);
  octal(block, 136, 12, time);
  text(block, 148, 8, ' '.repeat(8));
  text(block, 156, 1, typeFlags[entry.type]);
  text(block, 157, 100, entry.type === 'link' ? entry.linkTo : '');
  text(block, 257, 8, 'ustar\x0000');
  text(block, 265, 32, 'root');
  text(block, 297, 32, 'root');
  text(block, 345, 155, prefix);
  octal(
    block,
    148,
    7,
    block.reduce((sum, byte) => sum + byte, 0),
  );
  return block;
}

/** What follows a content of so many bytes, up to the next header. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((blockSize - (size % blockSize)) % blockSize);
}

const blockSize = 512;
const typeFlags = { file: '0', link: '2', folder: '5' };

/** A path that is too long for its field is cut at a slash, and its beginning has a field of its own. */
function splitPath(path: string): [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= 100) return ['', path];
  for (let cut = path.indexOf('/'); cut !== -1; cut = path.indexOf('/', cut + 1)) {
    const name = path.slice(cut + 1);
    if (name !== '' && Buffer.byteLength(name) <= 100) return [path.slice(0, cut), name];
  }
  return ['', path];
}

function octal(block: Buffer, offset: number, length: number, value: number): void {
  text(block, offset, length, `${value.toString(8).padStart(length - 1, '0')}\0`);
}

function text(block: Buffer, offset: number, length: number, value: string): void {
  const bytes = Buffer.from(value);
  if (bytes.length > length) {
    throw new Error(
      `${value}: expected at most ${length} bytes for this field of a tar but found ${bytes.length}. Use a shorter path.`,
    );
  }
  bytes.copy(block, offset);
}
