import { createReadStream, statSync } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { tarHeader, tarPadding } from '../sandbox/oci-tar.ts';

/** A file or a link of this machine and where it stands in an archive. */
export type PackedFile = { path: string } & (
  { from: string; size: number; mode: number; changedMs: number } | { linkTo: string }
);

/** What is to be packed: files, and what they take in an archive, in bytes. */
export interface Pack {
  files: PackedFile[];
  size: number;
}

/** Lists a file, a link, or all that a folder holds (but what `leaveOut` names), to be packed below `path`. */
export async function listFiles(
  from: string,
  path: string,
  leaveOut: (path: string) => boolean = () => false,
): Promise<PackedFile[]> {
  const found = await lstat(from);
  if (found.isSymbolicLink()) return [{ path, linkTo: await readlink(from) }];
  if (found.isFile()) {
    return [{ path, from, size: found.size, mode: found.mode & 0o777, changedMs: found.mtimeMs }];
  }
  if (!found.isDirectory()) return []; // a socket, for example
  const lists = (await readdir(from))
    .map((name) => ({ from: join(from, name), path: `${path}${path && '/'}${name}` }))
    .filter((entry) => !leaveOut(entry.path))
    .map((entry) => listFiles(entry.from, entry.path, leaveOut));
  return (await Promise.all(lists)).flat();
}

/** Adds up what files take in an archive. */
export function pack(files: PackedFile[]): Pack {
  const sizes = files.map((file) => ('from' in file ? Math.ceil(file.size / 512) * 512 : 0));
  return { files, size: sizes.reduce((sum, size) => sum + 512 + size, 1024) };
}

/** Writes the archive (POSIX ustar), piece by piece. A file that has changed its size meanwhile is an error. */
export async function* writePack({ files }: Pack): AsyncGenerator<Buffer> {
  for (const file of files) {
    if ('linkTo' in file) {
      yield tarHeader({ path: file.path, mode: 0o777, type: 'link', linkTo: file.linkTo }, 0, 0);
      continue;
    }
    const { path, mode, size, from } = file;
    if (statSync(from).size !== size) {
      throw new Error(
        `${from}: expected a file that stays as it is but it changed. Run this again.`,
      );
    }
    yield tarHeader({ path, mode, type: 'file' }, size, 0);
    if (size > 0) yield* createReadStream(from, { end: size - 1 }) as AsyncIterable<Buffer>;
    yield tarPadding(size);
  }
  yield Buffer.alloc(1024);
}
