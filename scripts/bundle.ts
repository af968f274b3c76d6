// Makes what readers load into their own Docker: the course's registry with all its images, one file per platform.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleName, writeBundle } from '../src/sandbox/course-bundle.ts';
import { buildCourseRegistry } from '../src/sandbox/course-images.ts';
import { SandboxError } from '../src/sandbox/errors.ts';
import { platforms } from '../src/sandbox/oci-types.ts';

try {
  const registry = await buildCourseRegistry();
  await mkdir('dist-bundle', { recursive: true });
  for (const platform of platforms) {
    const file = join('dist-bundle', bundleName(platform));
    const bytes = await writeBundle(file, registry, platform);
    console.log(`${file}: ${(bytes / 1e6).toFixed(1)} MB for ${platform}.`);
  }
} catch (error) {
  console.error(error instanceof SandboxError ? error.message : error);
  process.exitCode = 1;
}
