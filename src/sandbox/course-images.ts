import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { busybox } from '../../images/busybox/image.ts';
import { describeCourseRegistry } from '../../images/course-registry/image.ts';
import { micropython } from '../../images/micropython/image.ts';
import { web1, web2 } from '../../images/web/image.ts';
import { SandboxError } from './errors.ts';
import { compareImages } from './oci-compare.ts';
import { buildImage, type BuiltImage } from './oci-image.ts';
import { writeLayout } from './oci-layout.ts';
import type { CourseImage, ImageDescription } from './oci-types.ts';
import { storeInRegistry } from './registry-storage.ts';

/** What `images/images.lock.json` holds: the digests of every course image, as they must come out. */
export interface ImagesLock {
  images: CourseImage[];
  /** The image that serves them to readers. */
  registry: CourseImage;
}

/** Every image of the course; a new one is added here. */
export const courseImages: ImageDescription[] = [busybox, web1, web2, micropython];

/** Where the lock stands. */
export const imagesLockUrl = new URL('../../images/images.lock.json', import.meta.url);

/** Builds every course image and writes one OCI image layout per repository, `folder/<repository>/`, tags in it. */
export async function buildCourseImages(folder: string): Promise<CourseImage[]> {
  const built = await Promise.all(courseImages.map(buildImage));
  const byRepository = Map.groupBy(built, ({ image }) => image.repository);
  for (const [repository, images] of byRepository) {
    await writeLayout(join(folder, repository), images);
  }
  return built.map(({ image }) => image);
}

/** Builds the registry that readers run, with every course image in its storage. */
export async function buildCourseRegistry(): Promise<BuiltImage> {
  const built = await Promise.all(courseImages.map(buildImage));
  return buildImage(describeCourseRegistry(storeInRegistry(built)));
}

/** As `buildCourseImages`; images that the lock does not name, by which all that is made of them is known, are a `SandboxError`. */
export async function buildLockedImages(folder: string): Promise<void> {
  refuseOthers(readImagesLock().images, await buildCourseImages(folder));
}

/** As `buildCourseRegistry`; one that the lock does not name is a `SandboxError`. */
export async function buildLockedRegistry(): Promise<BuiltImage> {
  const built = await buildCourseRegistry();
  refuseOthers([readImagesLock().registry], [built.image]);
  return built;
}

function refuseOthers(locked: CourseImage[], built: CourseImage[]): void {
  const differences = compareImages(locked, built);
  if (differences.length === 0) return;
  throw new SandboxError(
    `images/images.lock.json: expected the images that it names but found others:\n${differences.join('\n')}\n` +
      'If this change is meant, renew the lock with: npm run images -- --write',
  );
}

/** Reads the lock; one that is missing or broken is a `SandboxError`. */
export function readImagesLock(): ImagesLock {
  try {
    const lock = JSON.parse(readFileSync(imagesLockUrl, 'utf8')) as Partial<ImagesLock>;
    if (!Array.isArray(lock.images)) throw new Error('it has no list "images"');
    if (lock.registry === undefined) throw new Error('it has no "registry"');
    return { images: lock.images, registry: lock.registry };
  } catch (cause) {
    throw new SandboxError(
      'images/images.lock.json: expected the digests of the course images but could not read them ' +
        `(${(cause as Error).message}). Write it anew with: npm run images -- --write`,
      { cause },
    );
  }
}

/** Every digest that belongs to a course image, as 64 hex digits: these are literal in a transcript. */
export function courseDigests(lock: ImagesLock): Set<string> {
  const digests = [...lock.images, lock.registry].flatMap((image) => [
    image.index,
    ...Object.values(image.platforms).flatMap((platform) => Object.values(platform).flat()),
  ]);
  return new Set(digests.map((digest) => digest.slice('sha256:'.length)));
}
