import { buildLayer } from './oci-layer.ts';
import { chainIdsOf, digestOf } from './oci-digest.ts';
import {
  platforms,
  type CourseImage,
  type ImageDescription,
  type Platform,
  type PlatformDigests,
} from './oci-types.ts';

/** An image and everything it consists of, by digest; the size of its index is needed to point at it. */
export interface BuiltImage {
  image: CourseImage;
  indexSize: number;
  blobs: Map<string, Buffer>;
}

/** Media types of the OCI image specification that course images use. */
export const mediaTypes = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
};

/** Builds an image for every platform, in memory; the same description gives the same digests everywhere. */
export async function buildImage(description: ImageDescription): Promise<BuiltImage> {
  const blobs = new Map<string, Buffer>();
  const keep = (content: Buffer): Descriptor => {
    const digest = digestOf(content);
    blobs.set(digest, content);
    return { digest, size: content.length };
  };
  const built = [];
  for (const platform of platforms) built.push(await buildForPlatform(description, platform, keep));
  const index = keep(
    json({
      schemaVersion: 2,
      mediaType: mediaTypes.index,
      manifests: built.map(({ manifest, platform }) => ({
        mediaType: mediaTypes.manifest,
        ...manifest,
        platform: { architecture: architectureOf(platform), os: 'linux' },
      })),
    }),
  );
  const digests = built.map(({ platform, digests }) => [platform, digests] as const);
  const image: CourseImage = {
    repository: description.repository,
    tag: description.tag,
    index: index.digest,
    platforms: Object.fromEntries(digests) as Record<Platform, PlatformDigests>,
  };
  return { image, indexSize: index.size, blobs };
}

interface Descriptor {
  digest: string;
  size: number;
}

async function buildForPlatform(
  description: ImageDescription,
  platform: Platform,
  keep: (content: Buffer) => Descriptor,
) {
  const built = await Promise.all(description.layers.map((layer) => buildLayer(layer, platform)));
  const diffIds = built.map(({ diffId }) => diffId);
  const layers = built.map(({ blob }) => keep(blob));
  const config = keep(configOf(description, platform, diffIds));
  const manifest = keep(
    json({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      config: { mediaType: mediaTypes.config, ...config },
      layers: layers.map((layer) => ({ mediaType: mediaTypes.layer, ...layer })),
    }),
  );
  const digests: PlatformDigests = {
    manifest: manifest.digest,
    config: config.digest,
    layers: layers.map(({ digest }) => digest),
    diffIds,
    chainIds: chainIdsOf(diffIds),
  };
  return { platform, manifest, digests };
}

function configOf(image: ImageDescription, platform: Platform, diffIds: string[]): Buffer {
  return json({
    created: timeOn(platform, image.created),
    architecture: architectureOf(platform),
    os: 'linux',
    config: {
      ...image.run,
      Labels: {
        course: image.course ?? 'dollyeo-docker',
        'org.opencontainers.image.licenses': image.licenses,
        'org.opencontainers.image.title': image.title,
        'org.opencontainers.image.version': image.version,
      },
    },
    rootfs: { type: 'layers', diff_ids: diffIds },
    history: image.layers.map((layer) => ({
      created: timeOn(platform, layer.created),
      created_by: layer.createdBy,
    })),
  });
}

// Docker lists images of equal age in random order, so no two configs share a time, on either platform.
function timeOn(platform: Platform, time: string): string {
  const later = platforms.indexOf(platform) * 1000;
  return new Date(Date.parse(time) + later).toISOString().replace('.000Z', 'Z');
}

function architectureOf(platform: Platform): string {
  return platform.slice('linux/'.length);
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}
