import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  buildCourseImages,
  buildCourseRegistry,
  courseDigests,
  courseImages,
  readImagesLock,
} from '../../src/sandbox/course-images.ts';
import { platforms, type CourseImage } from '../../src/sandbox/oci-types.ts';
import { readTar } from './read-tar.ts';

interface Descriptor {
  digest: string;
  size: number;
  annotations?: Record<string, string>;
  platform?: { os: string; architecture: string };
}

interface Config {
  created: string;
  architecture: string;
  os: string;
  config: { Labels: Record<string, string> };
  rootfs: { diff_ids: string[] };
  history: { created: string; created_by: string }[];
}

let folder: string;
let images: CourseImage[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'course-images-test-'));
  images = await buildCourseImages(folder);
});

afterAll(() => rm(folder, { recursive: true }));

const sha256 = (content: Buffer | string) =>
  `sha256:${createHash('sha256').update(content).digest('hex')}`;
const readBlob = (repository: string, digest: string) =>
  readFile(join(folder, repository, 'blobs', 'sha256', digest.slice('sha256:'.length)));
const readJson = async <T>(repository: string, digest: string) =>
  JSON.parse((await readBlob(repository, digest)).toString()) as T;

/** Every image on every platform, with its config as it stands in the layout. */
const readConfigs = () =>
  Promise.all(
    images.flatMap((image) =>
      platforms.map(async (platform) => {
        const digests = image.platforms[platform];
        const config = await readJson<Config>(image.repository, digests.config);
        return { image, platform, digests, config };
      }),
    ),
  );

test('the digests are those of the lock', async () => {
  const { image: registry } = await buildCourseRegistry();
  expect({ images, registry }).toEqual(readImagesLock());
});

test('a layout leads from each tag to blobs that are what their descriptors say, and holds no others', async () => {
  for (const repository of new Set(images.map((image) => image.repository))) {
    const seen = new Set<string>();
    const read = async ({ digest, size }: Descriptor) => {
      const blob = await readBlob(repository, digest);
      expect({ digest: sha256(blob), size: blob.length }).toEqual({ digest, size });
      seen.add(digest.slice('sha256:'.length));
      return blob;
    };
    const parse = async (descriptor: Descriptor) => JSON.parse((await read(descriptor)).toString());
    const layout = JSON.parse(await readFile(join(folder, repository, 'index.json'), 'utf8')) as {
      manifests: Descriptor[];
    };
    for (const tagged of layout.manifests) {
      const tag = tagged.annotations?.['org.opencontainers.image.ref.name'];
      const image = images.find((one) => one.repository === repository && one.tag === tag);
      expect(image?.index).toBe(tagged.digest);
      const index = (await parse(tagged)) as { manifests: Descriptor[] };
      const found = index.manifests.map(
        ({ platform }) => `${platform?.os}/${platform?.architecture}`,
      );
      expect(found).toEqual(platforms);
      for (const described of index.manifests) {
        const manifest = (await parse(described)) as { config: Descriptor; layers: Descriptor[] };
        const config = (await parse(manifest.config)) as Config;
        const layers = await Promise.all(manifest.layers.map(read));
        expect(config.rootfs.diff_ids).toEqual(layers.map((layer) => sha256(gunzipSync(layer))));
        expect([config.os, config.architecture]).toEqual([
          described.platform?.os,
          described.platform?.architecture,
        ]);
      }
    }
    expect(new Set(await readdir(join(folder, repository, 'blobs', 'sha256')))).toEqual(seen);
  }
});

test('the literal digests are every blob, diff ID and chain ID, as bare hex', async () => {
  const literal = courseDigests(readImagesLock());
  for (const { repository } of images) {
    for (const blob of await readdir(join(folder, repository, 'blobs', 'sha256'))) {
      expect(literal).toContain(blob);
    }
  }
  for (const { digests } of await readConfigs()) {
    const [first, second] = digests.diffIds;
    if (second !== undefined) expect(literal).toContain(sha256(`${first} ${second}`).slice(7));
    for (const diffId of digests.diffIds) expect(literal).toContain(diffId.slice(7));
  }
  for (const digest of literal) expect(digest).toMatch(/^[0-9a-f]{64}$/);
});

test('no two configs and no two layers share a time', async () => {
  const ownersByTime = new Map<string, Set<string>>();
  const note = (time: string, owner: string) =>
    ownersByTime.set(time, (ownersByTime.get(time) ?? new Set()).add(owner));
  for (const { platform, digests, config } of await readConfigs()) {
    note(config.created, digests.config);
    config.history.forEach((entry, i) => note(entry.created, `${platform} ${digests.layers[i]}`));
    expect(config.history.length).toBe(digests.layers.length);
  }
  // The registry is no image of a lesson, yet it stands in a reader's lists beside them.
  const { image: registry, blobs } = await buildCourseRegistry();
  for (const platform of platforms) {
    const digests = registry.platforms[platform];
    const config = JSON.parse(String(blobs.get(digests.config))) as Config;
    note(config.created, digests.config);
    config.history.forEach((entry, i) => note(entry.created, `${platform} ${digests.layers[i]}`));
  }
  for (const [time, owners] of ownersByTime) {
    expect([time, [...owners]]).toEqual([time, [expect.any(String)]]);
    expect(time).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  }
  expect(ownersByTime.size).toBeGreaterThan(images.length * platforms.length);
});

test("every layer's entries are sorted, below their folders, owned by root, of the layer's time", async () => {
  const times = new Map(
    courseImages.flatMap(({ layers }) => layers.map((layer) => [layer.createdBy, layer.created])),
  );
  for (const { image, digests, config } of await readConfigs()) {
    for (const [i, digest] of digests.layers.entries()) {
      const entries = readTar(gunzipSync(await readBlob(image.repository, digest)));
      const paths = entries.map(({ path }) => path);
      expect(paths).toEqual([...new Set(paths)].sort());
      expect(new Set(entries.map(({ owner }) => owner))).toEqual(new Set(['0:0 root:root']));
      const created = times.get(config.history[i]?.created_by ?? '') ?? '';
      expect(new Set(entries.map(({ time }) => time))).toEqual(
        new Set([Date.parse(created) / 1000]),
      );
      for (const path of paths) {
        const above = path.replace(/[^/]+\/?$/, '');
        if (above !== '') expect(paths).toContain(above);
      }
    }
  }
});

test('every image carries the label by which a lesson cleans up, and the standard ones', async () => {
  for (const { image, config } of await readConfigs()) {
    expect(config.config.Labels).toEqual({
      course: 'dollyeo-docker',
      'org.opencontainers.image.title': image.repository,
      'org.opencontainers.image.version': expect.stringMatching(/^\d+\.\d+/),
      'org.opencontainers.image.licenses': expect.stringMatching(/GPL-2\.0-only/),
    });
  }
});

test('both versions of web share all layers but the last, and the lowest with busybox', () => {
  const layersOf = (name: string, platform: (typeof platforms)[number]) => {
    const image = images.find(({ repository, tag }) => `${repository}:${tag}` === name);
    return image?.platforms[platform].layers ?? [];
  };
  for (const platform of platforms) {
    const [first, second] = [layersOf('web:1.0', platform), layersOf('web:2.0', platform)];
    expect(first.slice(0, -1)).toEqual(second.slice(0, -1));
    expect(first.at(-1)).not.toBe(second.at(-1));
    expect(first.slice(0, 1)).toEqual(layersOf('busybox:1.38', platform));
  }
});
