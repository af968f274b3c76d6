import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Row } from './print-table.ts';

/** Times of building the site, and of the same pages with Starlight as it comes, each into a folder; taken in turns, after one build of each. */
export async function measureBuilds(
  root: string,
  folders: { ours: string; plain: string },
  count = 3,
): Promise<Row[]> {
  const plain = await copyPlain(root);
  const ours: number[] = [];
  const theirs: number[] = [];
  try {
    for (let round = 0; round <= count; round += 1) {
      const times = [
        await build(plain, root, folders.plain),
        await build(root, root, folders.ours),
      ] as const;
      if (round === 0) continue;
      theirs.push(times[0]);
      ours.push(times[1]);
    }
  } finally {
    await rm(plain, { recursive: true });
  }
  return [
    ['build with plain Starlight', theirs],
    ['build of the site', ours],
  ];
}

async function build(folder: string, localDir: string, outDir: string): Promise<number> {
  const start = performance.now();
  await execa('astro', ['build', '--outDir', outDir], {
    cwd: folder,
    preferLocal: true,
    localDir,
    env: { ASTRO_TELEMETRY_DISABLED: '1' },
  });
  return performance.now() - start;
}

/** The course's pages with Starlight and nothing of ours: components show what stands between their tags. */
async function copyPlain(root: string): Promise<string> {
  // Inside of the project, where its packages are found.
  await mkdir(join(root, 'reports'), { recursive: true });
  const folder = await mkdtemp(join(root, 'reports/plain-'));
  const parts = [
    'src/content',
    'src/content.config.ts',
    'src/transcript',
    'public',
    'package.json',
    'tsconfig.json',
  ];
  for (const part of parts) {
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  const components = join(folder, 'src/components');
  await mkdir(components, { recursive: true });
  for (const name of await readdir(join(root, 'src/components'))) {
    if (name.endsWith('.astro')) await writeFile(join(components, name), '<div><slot /></div>\n');
  }
  await writeFile(join(folder, 'astro.config.mjs'), plainConfig);
  return folder;
}

const plainConfig = `import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

export default defineConfig({
  integrations: [starlight({ title: 'plain', locales: { root: { label: '한국어', lang: 'ko' } } })],
});
`;
