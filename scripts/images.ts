// Builds the course images and compares them with their lock; with --write, renews the lock.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  buildCourseImages,
  buildCourseRegistry,
  imagesLockUrl,
  readImagesLock,
  type ImagesLock,
} from '../src/sandbox/course-images.ts';
import { SandboxError } from '../src/sandbox/errors.ts';
import { compareImages } from '../src/sandbox/oci-compare.ts';

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

async function buildInScratchFolder(): Promise<ImagesLock> {
  const folder = await mkdtemp(join(tmpdir(), 'course-images-'));
  try {
    const images = await buildCourseImages(folder);
    return { images, registry: (await buildCourseRegistry()).image };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeLock(built: ImagesLock): Promise<void> {
  await writeFile(imagesLockUrl, `${JSON.stringify(built, null, 2)}\n`);
  console.log(`images/images.lock.json: wrote the digests of ${built.images.length + 1} images.`);
}

function check(built: ImagesLock): void {
  const differences = compareImages(allOf(readImagesLock()), allOf(built));
  if (differences.length === 0) {
    console.log(`${built.images.length + 1} images are as images/images.lock.json says.`);
    return;
  }
  console.error(differences.join('\n'));
  console.error(
    'If this change is meant, renew images/images.lock.json with: npm run images -- --write\n' +
      'If not, see what changed with: git status images src/sandbox',
  );
  process.exitCode = 1;
}

function allOf({ images, registry }: ImagesLock) {
  return [...images, registry];
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^ERR_PARSE_ARGS/.test(String(error.code));
}
