import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A file that could not be written; it is what it was. */
export class WriteError extends Error {
  override name = 'WriteError';
}

/** Puts a text in place of a file in one step, so that nobody, not even after a crash or on a full disk, finds half of it; its mode stays. */
export async function writeAtomically(file: string, text: string): Promise<void> {
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
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { force: true });
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new WriteError(
      `${file}: expected to write it but found: ${found}. Nothing was changed. Make room or correct the folder's permissions, then run this again.`,
      { cause },
    );
  }
}
