import type { Browser, BrowserContext, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { DevSite } from './start-dev-site.ts';

const busybox = 'localhost:5050/busybox:1.38';
const page = (title: string, ...fences: [meta: string, body: string][]) =>
  [
    `---\ntitle: ${title}\nimages: [${busybox}]\n---`,
    ...fences.map(([meta, body]) => `\`\`\`console ${meta}\n${body}\n\`\`\``),
  ].join('\n\n') + '\n';

/** A chapter with a fence for each way a run can go. */
export const lesson = page(
  '돌려 보기',
  ['id="start"', `$ docker run --detach --name web ${busybox} sleep 1000\n${'8'.repeat(64)}`],
  ['id="list"', `$ docker ps --quiet\n${'8'.repeat(12)}`],
  ['id="drifts"', `$ echo 하나; echo 둘\n하나\n셋`],
  ['id="markup"', `$ echo '<img src=x onerror="alert(1)"><b>굵게</b>'\n글자`],
  ['id="waits" timeout="300s"', `$ echo "지금부터"; sleep 1000\n지금부터`],
  ['id="leaves"', '$ exit 3'],
);

/** For tests in which several sandboxes start: on a busy machine each takes its time. */
export const LONG = 240_000;

/** A tab on a page of the site, with what a person's browser shares among its tabs. */
export async function openTab(
  browser: Browser,
  site: DevSite,
  slug: string,
  context?: BrowserContext,
): Promise<Page> {
  const own = context ?? (await browser.newContext({ viewport: { width: 1440, height: 900 } }));
  if (context === undefined) onTestFinished(() => own.close());
  const tab = await own.newPage();
  await tab.goto(`${site.url}${slug}/`);
  await tab.locator('.run-main').first().waitFor();
  return tab;
}

/** A fence as its reader meets it: what is pressed, and what is then said and shown. */
export const fenceOf = (tab: Page, id: string) => {
  const figure = tab.locator(`#${id}`);
  const panel = figure.locator('.run-panel');
  return {
    figure,
    panel,
    press: (name: string) => figure.getByRole('button', { name, exact: true }).click(),
    /** Waits for the run's end, and says what is said then. */
    async settle(): Promise<string> {
      await figure.locator('.run-panel:not([data-state="running"])').waitFor();
      return panel.getByRole('status').innerText();
    },
    screen: () => panel.getByRole('group', { name: '돌린 결과' }).innerText(),
  };
};

/** As if the server had started again meanwhile. */
export const forgetToken = (tab: Page) =>
  tab.evaluate(() => {
    document.querySelector<HTMLMetaElement>('meta[name="x-run-token"]')!.content =
      'of an earlier start';
  });
