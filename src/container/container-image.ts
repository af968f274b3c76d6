import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { engineRootFolder } from '../sandbox/engine-root.mjs';
import { readEngineLine } from '../sandbox/engine-line.mjs';
import { readLockedPackages } from '../sandbox/root-list.mjs';
import { docker } from './docker-client.ts';
import { findLinuxPackages, readNpmLock } from './linux-packages.ts';

/** How the project's images are called in the user's Docker; the tag says the engine root and what is in it. */
export const REPOSITORY = 'dollyeo-docker';

/** The image that chapters of an engine line are run in: named after all that goes into it. */
export function containerImage(project: string, line: string): string {
  const { root } = readEngineLine(line);
  const npm = readNpmLock(project);
  const content = [
    basename(engineRootFolder(line)),
    readLockedPackages('builder'),
    findLinuxPackages(npm, process.arch).map((folder) => [folder, npm[folder]]),
    readFileSync(new URL('build.sh', import.meta.url), 'utf8'),
  ];
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return `${REPOSITORY}:${root}-${hash.slice(0, 12)}`;
}

/** Whether the user's Docker has an image. */
export async function isImageThere(image: string): Promise<boolean> {
  return (await docker(['image', 'ls', '--quiet', '--filter', `reference=${image}`])) !== '';
}

/** Removes what an image replaces: those for the same engine root with another content. */
export async function removeOlderImages(image: string): Promise<void> {
  const start = image.slice(0, image.lastIndexOf('-') + 1);
  const format = '{{.Repository}}:{{.Tag}}';
  const names = await docker([
    'image',
    'ls',
    '--filter',
    `reference=${REPOSITORY}`,
    '--format',
    format,
  ]);
  const older = names.split('\n').filter((name) => name.startsWith(start) && name !== image);
  // Another run may still use one: the next one removes it.
  for (const name of older) await docker(['image', 'rm', name]).catch(() => {});
}
