import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ContainerError } from './container-error.ts';
import type { Pack } from './tar-stream.ts';

/**
 * Puts the files that a container changed into the project; those of `reports/` that it removed are removed. A file that
 * somebody else changed meanwhile is left alone; there is a sentence for each such file.
 */
export function takeBack(archive: Buffer, given: Pack, project: string): string[] {
  const problems: string[] = [];
  const returned = new Set<string>();
  for (const { path, content } of readArchive(archive)) {
    returned.add(path);
    if (!path.startsWith('reports/') && hasChanged(path, given, project)) {
      problems.push(
        `${path}: expected the file as it was when its commands ran but found it changed. It was left alone; run this again.`,
      );
    } else putInPlace(join(project, path), content);
  }
  for (const { path } of given.files) {
    if (path.startsWith('reports/') && !returned.has(path))
      rmSync(join(project, path), { force: true });
  }
  return problems;
}

/** The regular files of a ustar archive; throws a `ContainerError` where it is cut short or where a path leads out of the project. */
export function* readArchive(archive: Buffer): Generator<{ path: string; content: Buffer }> {
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
    yield { path, content: archive.subarray(offset + 512, end) };
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
