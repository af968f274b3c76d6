import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A file that could not be written; it is what it was. */
export class WriteError extends Error {
  override name = 'WriteError';
}

/**
 * Puts a text in place of a file in one step, so that nobody, not even after a crash or on a full disk, finds half of it; its mode stays.
 * Where `before` is given and the file does not hold it any more, nothing is changed and the answer is false.
 */
export async function writeAtomically(
  file: string,
  text: string,
  before?: string,
): Promise<boolean> {
  // A link stays a link.
  const target = await realpath(file).catch(() => file);
  const mode = await stat(target).then(
    (found) => found.mode & 0o7777,
    () => 0o644,
  );
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.new`);
  try {
    const handle = await open(temporary, 'w', mode);
    try {
      await handle.chmod(mode);
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (before !== undefined && !(await readFile(target)).equals(Buffer.from(before))) {
      await rm(temporary);
      return false;
    }
    await rename(temporary, target);
    return true;
  } catch (cause) {
    await rm(temporary, { force: true });
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new WriteError(
      `${file}: expected to write it but found: ${found}. Nothing was changed. Make room or correct the folder's permissions, then run this again.`,
      { cause },
    );
  }
}
