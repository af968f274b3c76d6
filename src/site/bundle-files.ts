import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';

/** A file of the course's bundle that goes with the site. */
export interface BundleFile {
  name: string;
  content: Buffer;
  /** In hexadecimal digits. */
  sha256: string;
}

/**
 * The files of the bundle (`npm run bundle`) in the folder that the setting `BUNDLE` names; none where it is not set:
 * then the page tells how to make them. Throws where the folder has no such files.
 */
export function readBundleFiles(folder = env['BUNDLE']): BundleFile[] {
  if (!folder) return [];
  const names = globSync('dollyeo-docker-*.tar', { cwd: folder }).sort();
  if (names.length === 0) {
    throw new Error(
      `${folder}: expected files dollyeo-docker-….tar, as BUNDLE names this folder, but found none. Make them with \`npm run bundle\` and set BUNDLE=dist-bundle.`,
    );
  }
  return names.map((name) => {
    const content = readFileSync(join(folder, name));
    return { name, content, sha256: createHash('sha256').update(content).digest('hex') };
  });
}
