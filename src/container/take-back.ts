import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ContainerError } from './container-error.ts';
import type { Pack } from './tar-stream.ts';

/** What comes back also where it was not changed: what does not was removed. */
const WHOLE = /^(?:reports\/.+|engines\/[^/]+\/.+\.md)$/;

/**
 * Puts the files that a container changed into the project; reports and known differences of engine lines that it removed are removed. A
 * file that somebody else changed meanwhile is left alone, unless it is a report; there is a sentence for each such file.
 */
export function takeBack(archive: Buffer, given: Pack, project: string): string[] {
  const problems: string[] = [];
  const returned = new Set<string>();
  const change = (path: string, make: (file: string) => void) => {
    if (path.startsWith('reports/') || !hasChanged(path, given, project)) make(join(project, path));
    else {
      problems.push(
        `${path}: expected the file as it was when its commands ran but found it changed. It was left alone; run this again.`,
      );
    }
  };
  for (const { path, content, isAsGiven } of readArchive(archive)) {
    returned.add(path);
    if (!isAsGiven) change(path, (file) => putInPlace(file, content));
  }
  for (const { path } of given.files) {
    if (WHOLE.test(path) && !returned.has(path)) {
      change(path, (file) => rmSync(file, { force: true }));
    }
  }
  return problems;
}

/**
 * The regular files of a ustar archive, and whether each is as old as what was given (see `writePack`). Throws a `ContainerError` where
 * it is cut short or where a path leads out of the project.
 */
export function* readArchive(
  archive: Buffer,
): Generator<{ path: string; content: Buffer; isAsGiven: boolean }> {
  let offset = 0;
  while (archive.length > offset && archive[offset] !== 0) {
    const text = (start: number, length: number) =>
      archive.toString('utf8', offset + start, offset + start + length).replace(/\0.*$/s, '');
    const name = [text(345, 155), text(0, 100)].filter((part) => part !== '').join('/');
    const path = name.replace(/^\.\//, '');
    const size = Number.parseInt(text(124, 12), 8);
    const isOutside = path.startsWith('/') || path.split('/').some((part) => UNWANTED.has(part));
    const end = offset + 512 + size;
    if (isOutside || Number.isNaN(size) || end > archive.length) break;
    const isAsGiven = Number.parseInt(text(136, 12), 8) === 0;
    yield { path, content: archive.subarray(offset + 512, end), isAsGiven };
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  if (archive.length > offset && archive[offset] === 0) return;
  throw new ContainerError(
    'expected the container to hand back its reports but found none that can be read. Run this again.',
  );
}

const UNWANTED = new Set(['..', '.git', 'node_modules']);

function hasChanged(path: string, { files }: Pack, project: string): boolean {
  const before = files.find((file) => file.path === path);
  const now = statSync(join(project, path), { throwIfNoEntry: false });
  if (before === undefined || !('from' in before)) return now !== undefined;
  return now?.size !== before.size || now.mtimeMs !== before.changedMs;
}

/** In one step, so that nobody finds half of it. */
function putInPlace(file: string, content: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.new`;
  writeFileSync(temporary, content, {
    mode: statSync(file, { throwIfNoEntry: false })?.mode ?? 0o644,
  });
  renameSync(temporary, file);
}
