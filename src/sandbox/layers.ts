import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { execa } from 'execa';
import { boot, type Machine } from './boot.ts';
import {
  buildLockedImages,
  buildLockedRegistry,
  imagesLockUrl,
  readImagesLock,
} from './course-images.ts';
import { bundleName, imageName, writeBundle } from './course-bundle.ts';
import { readEngineLine } from './engine-line.mjs';
import { cacheFolder, engineRootFolder, isEngineRootReady } from './engine-root.mjs';
import { ask, enter } from './enter.ts';
import { SandboxError } from './errors.ts';
import { FIRST_HOST_ID } from './host-ids.mjs';
import type { Need } from '../transcript/types.ts';

/** `init.sh` starts a registry where this folder is, and nowhere else. */
const REGISTRY_STORAGE = 'var/lib/registry';

/** The lock tells what is in a bundle, this file how it is written. */
const writer = new URL('course-bundle.ts', import.meta.url);

/** Enough to fill a registry or pull every course image. */
const LIMITS = { memoryMiB: 3072, processes: 4096, diskMiB: 2048, outputBytes: 0, stepMs: 0 };

/**
 * The read-only layers of a sandbox, uppermost first: what its engine has already pulled, its registry's content, the
 * engine line's settings and its root. Where a lesson needs the bundle, that stands in the place of the registry. What is not there yet
 * is made once and kept in the cache.
 */
export async function prepareLayers(
  engineLine: string,
  images: string[],
  needs: readonly Need[] = [],
): Promise<string[]> {
  if (!isEngineRootReady(engineLine)) {
    throw new SandboxError(
      `expected the root file system of engine line ${engineLine} but it has not been made yet. ` +
        'Run `npm run doctor` to see what to do.',
    );
  }
  const root = engineRootFolder(engineLine);
  const daemon = JSON.stringify(readEngineLine(engineLine).daemon, null, 2);
  const settings = await keep(`settings-${hash(daemon)}`, (folder) =>
    placeSettings(folder, daemon),
  );
  const lock = await readFile(imagesLockUrl, 'utf8');
  const registry = await keep(`registry-${hash(basename(root), lock)}`, (folder) =>
    fillRegistry(folder, root),
  );
  const bundle = async () =>
    keep(`bundle-${hash(lock, await readFile(writer, 'utf8'))}`, placeBundle);
  const served = needs.includes('bundle') ? await bundle() : registry;
  const base = [settings, root];
  if (images.length === 0) return [served, ...base];
  const name = `pulled-${hash(basename(registry), daemon, ...images)}`;
  const pulled = await keep(name, async (folder) =>
    pullImages(folder, [await bundle(), registry, ...base], images),
  );
  return [pulled, served, ...base];
}

/** Puts the settings of a line's daemon where it looks for them: lines may share a root and differ in these. */
async function placeSettings(folder: string, daemon: string): Promise<void> {
  const place = join(folder, 'etc/docker');
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'daemon.json'), `${daemon}\n`);
  await giveToSandboxes(folder);
}

/** How long the copying of one image may take, in milliseconds; it takes about a second. */
const COPY_WITHIN_MS = 600_000;

/** Pushes every course image, just built, to the registry of an empty sandbox, and keeps what it stored. */
async function fillRegistry(folder: string, root: string): Promise<void> {
  const images = `${folder}-images`;
  await buildLockedImages(join(images, 'course-images'));
  await mkdir(join(images, REGISTRY_STORAGE), { recursive: true });
  await giveToSandboxes(images);
  const machine = await boot([images, root], LIMITS);
  try {
    for (const { repository, tag } of readImagesLock().images) {
      await ask(
        machine,
        [
          ...['skopeo', 'copy', '--all', '--preserve-digests', '--dest-tls-verify=false'],
          `oci:/course-images/${repository}:${tag}`,
          `docker://localhost:5050/${repository}:${tag}`,
        ],
        { withinMs: COPY_WITHIN_MS },
      );
    }
    await mkdir(folder);
    await takeOut(machine, `${folder}.tar`, [REGISTRY_STORAGE]);
    await execa('tar', ['-C', folder, '--no-same-owner', '-xf', `${folder}.tar`]);
    await giveToSandboxes(folder);
  } finally {
    await machine.stop();
    await rm(images, { recursive: true, force: true });
    await rm(`${folder}.tar`, { force: true });
  }
}

const platform = process.arch === 'arm64' ? 'linux/arm64' : 'linux/amd64';

/** Where the bundle for this machine's platform is: the folder that a chapter starts in. */
const bundleFile = join('root/course', bundleName(platform));

async function placeBundle(folder: string): Promise<void> {
  await mkdir(join(folder, 'root/course'), { recursive: true });
  await chmod(join(folder, 'root'), 0o700); // as it is in the layer below
  await writeBundle(join(folder, bundleFile), await buildLockedRegistry(), platform);
  await giveToSandboxes(folder);
}

/**
 * Fills an engine with images and keeps its image store, as one archive that `init.sh` unpacks onto its tmpfs. The
 * registry's own image comes out of the bundle, as readers get it, all others out of the registry.
 */
async function pullImages(folder: string, layers: string[], images: string[]): Promise<void> {
  const { registry } = readImagesLock();
  const machine = await boot(layers, LIMITS);
  try {
    for (const image of images) {
      const isRegistry = image === imageName(registry);
      const how = isRegistry ? ['load', '--input', `/${bundleFile}`] : ['pull', image];
      await ask(machine, ['docker', ...how, '--quiet'], { withinMs: COPY_WITHIN_MS });
    }
    await ask(machine, ['sh', '-c', STOP_ENGINE]);
    await mkdir(folder);
    // What docker keeps beside the images (networks, its ID) is made anew by each engine.
    await takeOut(machine, join(folder, 'preload.tar'), [
      'var/lib/docker/image',
      'var/lib/docker/overlay2',
      'var/lib/containerd',
    ]);
    await giveToSandboxes(folder);
  } finally {
    await machine.stop();
  }
}

/** The stores are databases: they are whole once their programs have ended. */
const STOP_ENGINE =
  'for name in dockerd containerd; do pid=$(pidof $name); kill $pid; while kill -0 $pid 2>/dev/null; do sleep 0.02; done; done';

async function takeOut(machine: Machine, file: string, paths: string[]): Promise<void> {
  const list = paths.map((path) => `[ ! -e ${path} ] || echo ${path}`).join('; ');
  const tar = enter(
    machine,
    ['sh', '-c', `cd / && tar --numeric-owner -c $(${list})`],
    ['ignore', 'pipe', 'pipe'],
  );
  const ended = new Promise<number | null>((resolve) => tar.once('close', resolve));
  await pipeline(tar.stdout as NodeJS.ReadableStream, createWriteStream(file));
  if ((await ended) !== 0) throw new SandboxError(`expected ${paths.join(', ')} in ${file}.`);
}

/** A folder that is root's on the host belongs to nobody in a sandbox. */
async function giveToSandboxes(folder: string): Promise<void> {
  await execa('chown', ['-R', '-h', `${FIRST_HOST_ID}:${FIRST_HOST_ID}`, folder]);
}

const underWay = new Map<string, Promise<string>>();

/** Makes a folder in the cache once, also when it is asked for twice at a time; what failed is made anew when next asked for. */
async function keep(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder(), 'layers', name);
  if (existsSync(folder)) return folder;
  const forget = () => underWay.delete(folder);
  const made = underWay.get(folder) ?? makeWhole(folder, make).finally(forget);
  underWay.set(folder, made);
  return made;
}

/** What was left half made by a run that was killed never has its final name, and is swept here. */
async function makeWhole(folder: string, make: (folder: string) => Promise<void>): Promise<string> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    const maker = /\.partial-(\d+)/.exec(name)?.[1];
    if (maker && !existsSync(`/proc/${maker}`)) {
      await rm(join(parent, name), { recursive: true, force: true }); // another run may sweep too
    }
  }
  const partial = `${folder}.partial-${process.pid}`;
  await make(partial).catch(async (error: unknown) => {
    await rm(partial, { recursive: true, force: true });
    throw error;
  });
  await rename(partial, folder).catch((error: NodeJS.ErrnoException) => {
    // Another run was faster; its folder is as good as ours.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    return rm(partial, { recursive: true });
  });
  return folder;
}

function hash(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
}
