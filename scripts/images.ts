// Builds the course images and compares them with their lock; with --write, renews the lock.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildCourseImages, imagesLockUrl, readImagesLock } from '../src/sandbox/course-images.ts';
import { SandboxError } from '../src/sandbox/errors.ts';
import { compareImages } from '../src/sandbox/oci-compare.ts';
import type { CourseImage } from '../src/sandbox/oci-types.ts';

try {
  const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
  const built = await buildInScratchFolder();
  if (values.write) await writeLock(built);
  else check(built);
} catch (error) {
  if (isArgumentError(error)) {
    console.error(`${error.message}. Use: npm run images, or: npm run images -- --write`);
  } else console.error(error instanceof SandboxError ? error.message : error);
  process.exitCode = 1;
}

async function buildInScratchFolder(): Promise<CourseImage[]> {
  const folder = await mkdtemp(join(tmpdir(), 'course-images-'));
  try {
    return await buildCourseImages(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeLock(images: CourseImage[]): Promise<void> {
  await writeFile(imagesLockUrl, `${JSON.stringify({ images }, null, 2)}\n`);
  console.log(`images/images.lock.json: wrote the digests of ${images.length} images.`);
}

function check(built: CourseImage[]): void {
  const differences = compareImages(readImagesLock().images, built);
  if (differences.length === 0) {
    console.log(`${built.length} images are as images/images.lock.json says.`);
    return;
  }
  console.error(differences.join('\n'));
  console.error(
    'If this change is meant, renew images/images.lock.json with: npm run images -- --write\n' +
      'If not, see what changed with: git status images src/sandbox',
  );
  process.exitCode = 1;
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^ERR_PARSE_ARGS/.test(String(error.code));
}
