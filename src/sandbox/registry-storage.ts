import type { BuiltImage } from './oci-image.ts';
import type { LayerEntry } from './oci-types.ts';

/**
 * The files in which a registry (CNCF Distribution 2.8, storage driver `filesystem`) keeps images below
 * `/var/lib/registry`: every blob once, and for each repository links to what belongs to it.
 */
export function storeInRegistry(images: BuiltImage[]): LayerEntry[] {
  const files = new Map<string, Buffer>();
  for (const { image, blobs } of images) {
    for (const [digest, content] of blobs) {
      const hex = digest.slice('sha256:'.length);
      files.set(`blobs/sha256/${hex.slice(0, 2)}/${hex}/data`, content);
    }
    const repository = `repositories/${image.repository}`;
    const link = (folder: string, digest: string) =>
      files.set(`${repository}/${folder}/${digest.replace(':', '/')}/link`, Buffer.from(digest));
    const tag = `_manifests/tags/${image.tag}`;
    files.set(`${repository}/${tag}/current/link`, Buffer.from(image.index));
    link(`${tag}/index`, image.index);
    link('_manifests/revisions', image.index);
    for (const { manifest, config, layers } of Object.values(image.platforms)) {
      link('_manifests/revisions', manifest);
      for (const digest of [config, ...layers]) link('_layers', digest);
    }
  }
  return [...files].map(([path, content]) => ({
    path: `var/lib/registry/docker/registry/v2/${path}`,
    mode: 0o644,
    content,
  }));
}
