import { writeFile } from 'node:fs/promises';
import { mediaTypes, type BuiltImage } from './oci-image.ts';
import { writeTar, type TarEntry } from './oci-tar.ts';
import type { CourseImage, Platform } from './oci-types.ts';

/** What the bundle for a platform is called, for example `dollyeo-docker-amd64.tar`. */
export const bundleName = (platform: Platform): string =>
  `dollyeo-docker-${platform.slice('linux/'.length)}.tar`;

/** What an image out of a bundle is called in an engine, for example `localhost/course-registry:1.0`. */
export const imageName = ({ repository, tag }: Pick<CourseImage, 'repository' | 'tag'>): string =>
  `localhost/${repository}:${tag}`;

/**
 * Writes an image for one platform as an archive that `docker load` takes: `manifest.json` for the overlay2 image
 * store, an OCI image layout for containerd's. One archive holds one platform, as the former has no way to choose.
 * Returns its size in bytes.
 */
export async function writeBundle(
  file: string,
  { image, blobs }: BuiltImage,
  platform: Platform,
): Promise<number> {
  const name = imageName(image);
  const { manifest, config, layers } = image.platforms[platform];
  const blobPath = (digest: string) => `blobs/${digest.replace(':', '/')}`;
  const contents = new Map(
    [manifest, config, ...layers].map((digest) => [digest, blobs.get(digest)]),
  );
  const entries = [...contents].map(([digest, content]) => toFile(blobPath(digest), content));
  const index = {
    schemaVersion: 2,
    mediaType: mediaTypes.index,
    manifests: [
      {
        mediaType: mediaTypes.manifest,
        digest: manifest,
        size: contents.get(manifest)?.length,
        annotations: {
          'io.containerd.image.name': name,
          'org.opencontainers.image.ref.name': image.tag,
        },
      },
    ],
  };
  const load = [{ Config: blobPath(config), RepoTags: [name], Layers: layers.map(blobPath) }];
  const tar = writeTar(
    [
      { path: 'blobs/', mode: 0o755, type: 'folder' },
      { path: 'blobs/sha256/', mode: 0o755, type: 'folder' },
      ...entries,
      toFile('index.json', Buffer.from(JSON.stringify(index))),
      toFile('manifest.json', Buffer.from(JSON.stringify(load))),
      toFile('oci-layout', Buffer.from(JSON.stringify({ imageLayoutVersion: '1.0.0' }))),
    ],
    0,
  );
  await writeFile(file, tar);
  return tar.length;
}

function toFile(path: string, content: Buffer | undefined): TarEntry {
  if (content === undefined) throw new Error(`${path}: expected it among the image's blobs.`);
  return { path, mode: 0o644, type: 'file', content };
}
