import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mediaTypes, type BuiltImage } from './oci-image.ts';

/**
 * Writes the images of one repository as an OCI image layout that knows each by its tag, for
 * `skopeo copy --all --preserve-digests oci:FOLDER:TAG …`. The folder may be there from before.
 */
export async function writeLayout(folder: string, images: BuiltImage[]): Promise<void> {
  const blobFolder = join(folder, 'blobs', 'sha256');
  await mkdir(blobFolder, { recursive: true });
  for (const { blobs } of images) {
    for (const [digest, content] of blobs) {
      await writeFile(join(blobFolder, digest.slice('sha256:'.length)), content);
    }
  }
  await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  await writeFile(join(folder, 'index.json'), JSON.stringify(tagsOf(images)));
}

function tagsOf(images: BuiltImage[]) {
  return {
    schemaVersion: 2,
    mediaType: mediaTypes.index,
    manifests: images.map(({ image, indexSize }) => ({
      mediaType: mediaTypes.index,
      digest: image.index,
      size: indexSize,
      annotations: { 'org.opencontainers.image.ref.name': image.tag },
    })),
  };
}
