import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { course } from '../../src/course.ts';
import { measureBuilds } from './measure-builds.ts';
import { measureLighthouse } from './measure-lighthouse.ts';
import { printTable } from './print-table.ts';
import { weighPage } from './weigh-page.ts';

/** Builds the site and prints how long that took, what its pages weigh, and what Lighthouse says of three of them, all but the weights beside plain Starlight. */
export async function benchSite(root: string): Promise<void> {
  const dist = join(root, 'reports/bench-site');
  const plain = join(root, 'reports/bench-plain');
  try {
    printTable(await measureBuilds(root, { ours: dist, plain }));
    const slugs = course.flatMap(({ chapters }) => chapters);
    const weights = slugs.map((slug) => ({
      slug,
      ...weighPage(dist, slug === 'index' ? 'index.html' : `${slug}/index.html`),
    }));
    const fonts = (await readdir(join(dist, '_astro'))).filter((name) => name.endsWith('.woff2'));
    console.log(`\nGzip, before anything is pressed; ${fonts.length} font files aside.\n`);
    console.log('| page | HTML and CSS | scripts |\n|---|---:|---:|');
    for (const { slug, text, script } of weights) {
      console.log(`| ${slug} | ${kilobytes(text)} | ${kilobytes(script)} |`);
    }
    const byWeight = weights.filter(({ slug }) => slug !== 'index').sort((a, b) => a.text - b.text);
    const three = ['index', byWeight[0]?.slug ?? '', byWeight.at(-1)?.slug ?? ''];
    console.log(
      '\nLighthouse on a simulated phone: the first page, the lightest and the heaviest.\n',
    );
    for (const [name, folder] of [
      ['ours', dist],
      ['plain Starlight', plain],
    ] as const) {
      for (const { slug, scores, faults } of await measureLighthouse(folder, three)) {
        const all = Object.entries(scores).map(([id, score]) => `${id} ${score}`);
        console.log(`- ${name}, ${slug}: ${[...all, ...faults].join(', ')}`);
      }
    }
  } finally {
    await rm(dist, { recursive: true, force: true });
    await rm(plain, { recursive: true, force: true });
  }
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
