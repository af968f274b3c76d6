import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A copy of the site's source, to build or serve on its own. */
export interface SiteCopy {
  folder: string;
  remove(): Promise<void>;
}

/** Copies what the site is made of; `pages` (file names and texts) are the course's pages besides those that are listed. */
export async function copySite(pages: ReadonlyMap<string, string>): Promise<SiteCopy> {
  // Inside of the project, where its packages are found.
  await mkdir(join(root, 'reports'), { recursive: true });
  const folder = await mkdtemp(join(root, 'reports/site-'));
  const folders = ['src', 'public', 'engines', 'images', 'scripts'];
  const parts = [...folders, 'astro.config.mjs', 'tsconfig.json', 'package.json'];
  await Promise.all(
    parts.map((part) => cp(join(root, part), join(folder, part), { recursive: true })),
  );
  for (const [name, text] of pages) {
    await writeFile(join(folder, 'src/content/docs', name), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
