import { globSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import type { Chapter } from '../../src/transcript/types.ts';
import { openBrowser } from './open-browser.ts';
import { root } from './serve-site.ts';

const pages = globSync(
  ['src/content/docs/**/*.{md,mdx}', 'test/{transcript/chapters,browser/pages}/*.{md,mdx}'],
  {
    cwd: root,
    // Wrong on purpose: it must not build.
    exclude: ['**/wrong.mdx'],
  },
);
let folder: string;
let browser: Browser;

beforeAll(async () => {
  // Inside of the project, where its packages are found.
  await mkdir(join(root, 'reports'), { recursive: true });
  folder = await mkdtemp(join(root, 'reports/drawn-'));
  const parts = ['src', 'public', 'astro.config.mjs', 'tsconfig.json', 'package.json'];
  await Promise.all(
    parts.map((part) => cp(join(root, part), join(folder, part), { recursive: true })),
  );
  await Promise.all(
    pages.map(async (page) =>
      writeFile(join(folder, 'src/content/docs', basename(page)), await readPage(page)),
    ),
  );
  const options = { cwd: folder, preferLocal: true, localDir: root };
  await execa('astro', ['build'], { ...options, env: { ASTRO_TELEMETRY_DISABLED: '1' } });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

test.each(pages)('the fences found in %s are the transcripts drawn on its page', async (page) => {
  const found = describeFound(parseChapter(page, await readPage(page)));
  const slug = basename(page).replace(/\.mdx?$/, '');
  const file = slug === 'index' ? 'index.html' : `${slug}/index.html`;
  expect(await describeDrawn(await readFile(join(folder, 'dist', file), 'utf8'))).toEqual(found);
});

test('the pages hold fences in lists, quotes, tabs, details and asides', async () => {
  const nested = await readFile(join(root, 'test/browser/pages/nested.mdx'), 'utf8');
  const ids = parseChapter('nested.mdx', nested).transcripts.map(({ meta }) => meta.id);
  expect(ids).toEqual(['in-tab', 'in-second-tab', 'deep', 'tildes', 'in-aside', undefined]);
});

/** A page's text; the site asks for a title where the verifier does not. */
async function readPage(page: string): Promise<string> {
  const text = await readFile(join(root, page), 'utf8');
  return text.startsWith('---') ? text : `---\ntitle: 제목\n---\n\n${text}`;
}

interface Described {
  id: string | undefined;
  isSkipped: boolean;
  lines: string[];
}

function describeFound({ transcripts }: Chapter): Described[] {
  return transcripts.map(({ meta, steps }) => ({
    id: meta.id,
    isSkipped: meta.skip !== undefined,
    lines: steps.flatMap(({ command, expected, exitCode }) => [
      ...command.split('\n').map((line, index) => {
        if (index > 0) return `continuation: > ${line}`;
        return `command: ${meta.host === undefined ? '' : `${meta.host} `}$ ${line}`;
      }),
      ...expected.map(({ text, gap }) => (gap ? 'gap: …(생략)' : `output: ${text}`)),
      ...(exitCode === 0 ? [] : [`exit: 종료 코드 ${exitCode}`]),
    ]),
  }));
}

/** Reads transcripts from a built page as a browser parses it, without running its scripts. */
async function describeDrawn(html: string): Promise<Described[]> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.setContent(html, { waitUntil: 'commit' });
  const drawn = await page.locator('figure.transcript').evaluateAll((figures) =>
    figures.map((figure) => ({
      id: figure.id || undefined,
      isSkipped: figure.classList.contains('is-skipped'),
      lines: [...figure.querySelectorAll('.ec-line')].map((line) => {
        const kind = /step-(command|continuation|output|gap|exit)\b/.exec(line.className)?.[1];
        const text = line.textContent;
        return `${kind}: ${text === '\n' ? '' : text}`;
      }),
    })),
  );
  await context.close();
  return drawn;
}
