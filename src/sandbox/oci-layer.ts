import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { SandboxError } from './errors.ts';
import { digestOf } from './oci-digest.ts';
import { storeGzip } from './oci-gzip.ts';
import { writeTar, type TarEntry } from './oci-tar.ts';
import type { LayerDescription, LayerEntry, Platform } from './oci-types.ts';

/** A layer's bytes as a registry keeps them, and the digest of the tar inside. */
export interface BuiltLayer {
  blob: Buffer;
  diffId: string;
}

/** Reads a layer's files and packs them; a file that is not there is a `SandboxError`. */
export async function buildLayer(layer: LayerDescription, platform: Platform): Promise<BuiltLayer> {
  const described = layer.entries(platform);
  const entries = await Promise.all(described.map(toTarEntry));
  const tar = writeTar([...foldersAbove(described), ...entries], Date.parse(layer.created) / 1000);
  return { blob: storeGzip(tar), diffId: digestOf(tar) };
}

async function toTarEntry(entry: LayerEntry): Promise<TarEntry> {
  if ('linkTo' in entry) return { ...entry, type: 'link', mode: 0o777 };
  if ('content' in entry) return { ...entry, type: 'file' };
  if ('from' in entry) return { ...entry, type: 'file', content: await readKeptFile(entry.from) };
  return { path: `${entry.path}/`, mode: entry.mode, type: 'folder' };
}

async function readKeptFile(url: URL): Promise<Buffer> {
  try {
    return await readFile(url);
  } catch (cause) {
    const path = fileURLToPath(url);
    throw new SandboxError(
      `${path}: expected a file of a course image but could not read it. ` +
        `Correct its name in image.ts, or bring it back with: git checkout -- ${path}`,
      { cause },
    );
  }
}

function foldersAbove(entries: LayerEntry[]): TarEntry[] {
  const described = new Set(entries.map(({ path }) => path));
  const folders = new Set<string>();
  for (const { path } of entries) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
      if (!described.has(folder)) folders.add(folder);
    }
  }
  return [...folders].map((path) => ({ path: `${path}/`, mode: 0o755, type: 'folder' }));
}
