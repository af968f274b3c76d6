import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import type { Chapter } from '../../src/transcript/types.ts';
import { copySite, root, type SiteCopy } from './copy-site.ts';
import { openBrowser } from './open-browser.ts';

const files = globSync(
  ['src/content/docs/**/*.{md,mdx}', 'test/{transcript/chapters,browser/pages}/*.{md,mdx}'],
  // Wrong on purpose: it must not build.
  { cwd: root, exclude: ['**/wrong.mdx'] },
);
const pages = new Map(files.map((file) => [basename(file), readPage(file)]));
let site: SiteCopy;
let browser: Browser;

beforeAll(async () => {
  site = await copySite(pages);
  await execa('astro', ['build'], {
    cwd: site.folder,
    preferLocal: true,
    localDir: root,
    env: { ASTRO_TELEMETRY_DISABLED: '1' },
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.remove();
});

test.each([...pages])(
  'the fences found in %s are the transcripts drawn on its page',
  async (name, text) => {
    const slug = name.replace(/\.mdx?$/, '');
    const file = slug === 'index' ? 'index.html' : `${slug}/index.html`;
    const html = await readFile(join(site.folder, 'dist', file), 'utf8');
    expect(await describeDrawn(html)).toEqual(describeFound(parseChapter(name, text)));
  },
);

test('the pages hold fences in lists, quotes, tabs, details and asides', () => {
  const { transcripts } = parseChapter('nested.mdx', pages.get('nested.mdx') ?? '');
  const ids = transcripts.map(({ meta }) => meta.id);
  expect(ids).toEqual(['in-tab', 'in-second-tab', 'deep', 'tildes', 'in-aside', undefined]);
});

/** A page's text; the site asks for a title where the verifier does not. */
function readPage(file: string): string {
  const text = readFileSync(join(root, file), 'utf8');
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
        if (index > 0) return `continuation: >\u00a0${line}`;
        return `command: ${meta.host === undefined ? '' : `${meta.host}\u00a0`}$\u00a0${line}`;
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
