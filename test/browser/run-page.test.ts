import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { cacheFolder } from '../../src/sandbox/engine-root.mjs';
import { findLeftBehind, findProcesses, killSandboxes } from '../sandbox/left-behind.ts';
import { openBrowser } from './open-browser.ts';
import { startDevSite, type DevSite } from './start-dev-site.ts';

const busybox = 'localhost:5050/busybox:1.38';
const page = (title: string, ...fences: [meta: string, body: string][]) =>
  [
    `---\ntitle: ${title}\nimages: [${busybox}]\n---`,
    ...fences.map(([meta, body]) => `\`\`\`console ${meta}\n${body}\n\`\`\``),
  ].join('\n\n') + '\n';

const lesson = page(
  '돌려 보기',
  ['id="start"', `$ docker run --detach --name web ${busybox} sleep 1000\n${'8'.repeat(64)}`],
  ['id="list"', `$ docker ps --quiet\n${'8'.repeat(12)}`],
  ['id="drifts"', `$ echo 하나; echo 둘\n하나\n셋`],
  ['id="markup"', `$ echo '<img src=x onerror="alert(1)"><b>굵게</b>'\n글자`],
  ['id="waits" timeout="300s"', `$ echo "지금부터"; sleep 1000\n지금부터`],
  ['id="leaves"', '$ exit 3'],
);

/** For tests in which several sandboxes start: on a busy machine each takes its time. */
const LONG = 240_000;

let site: DevSite;
let browser: Browser;

/** Each opens tabs with what a person's browser shares among them. */
async function openTab(slug: string, context?: BrowserContext, at = site): Promise<Page> {
  const own = context ?? (await browser.newContext({ viewport: { width: 1440, height: 900 } }));
  if (context === undefined) onTestFinished(() => own.close());
  const tab = await own.newPage();
  await tab.goto(`${at.url}${slug}/`);
  await tab.locator('.run-main').first().waitFor();
  return tab;
}

const fenceOf = (tab: Page, id: string) => {
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

async function reset(tab: Page): Promise<void> {
  const first = fenceOf(tab, 'start');
  await first.press('돌리기');
  await first.settle();
  await first.press('새 샌드박스로');
  await tab.getByText('샌드박스를 치웠어요').waitFor();
}

// Set-up says so where this machine can hold no sandbox.
describe.skipIf(process.env['DOLLYEO_NO_ENGINE'])('a page of the dev server', () => {
  beforeAll(async () => {
    [site, browser] = await Promise.all([
      startDevSite({ lesson, other: lesson, third: lesson }),
      openBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  test('runs a fence by keyboard and says that it is the same, with what is named otherwise', async () => {
    const tab = await openTab('lesson');
    const { figure, settle, screen, panel } = fenceOf(tab, 'start');
    await figure.getByRole('button', { name: '돌리기', exact: true }).focus();
    await tab.keyboard.press('Enter');
    expect(await settle()).toMatch(/^페이지와 같아요 · [\d.]+초$/);
    const [, id] = /([0-9a-f]{64})/.exec(await screen()) ?? [];
    const named = `내 ${id?.slice(0, 12)}…는 페이지의 ${'8'.repeat(12)}…`;
    expect((await panel.getByRole('listitem').innerText()).replace(/\s+/g, ' ')).toBe(named);
    const next = fenceOf(tab, 'list');
    await next.press('돌리기');
    expect(await next.settle()).toMatch(/^페이지와 같아요/);
    expect(await next.screen()).toContain(id?.slice(0, 12));
  });

  test('shows what differs, and records it where that is wanted', async () => {
    const tab = await openTab('lesson');
    const { press, settle, panel } = fenceOf(tab, 'drifts');
    await press('처음부터 여기까지 돌리기');
    expect(await settle()).toBe('페이지와 달라요.');
    const difference = panel.getByRole('group', { name: '페이지와 다른 점' });
    expect(await linesOf(difference)).toEqual(['$ echo 하나; echo 둘', '하나', '− 셋', '+ 둘']);
    await press('이 기록으로 바꾸기');
    const dialog = tab.getByRole('dialog', { name: '이 기록으로 바꿀까요?' });
    await dialog.getByRole('button', { name: '그만두기' }).click();
    expect(await site.read('lesson')).toBe(lesson);
    await press('이 기록으로 바꾸기');
    await dialog.getByRole('button', { name: '바꾸기', exact: true }).click();
    await tab.locator('#drifts .step-output', { hasText: '둘' }).waitFor();
    expect(await site.read('lesson')).toBe(lesson.replace('하나\n셋', '하나\n둘'));
  });

  test('shows output with markup as text', async () => {
    const tab = await openTab('other');
    const { press, settle, panel } = fenceOf(tab, 'markup');
    await press('돌리기');
    expect(await settle()).toMatch(/^페이지와 달라요/);
    expect(await panel.innerText()).toContain('<img src=x onerror="alert(1)"><b>굵게</b>');
    expect(await panel.locator('img, b').count()).toBe(0);
  });

  test('starts anew when it is reset', async () => {
    const tab = await openTab('other');
    await reset(tab);
    const { press, settle } = fenceOf(tab, 'list');
    await press('돌리기');
    expect(await settle()).toBe(
      '페이지와 달라요. 이 장의 앞 명령을 다 돌리지 않아서 다를 수 있어요.',
    );
  });

  test(
    'shares its chapter’s sandbox with another tab, which waits while a command runs',
    async () => {
      const tab = await openTab('third');
      const second = await openTab('third', tab.context());
      const elsewhere = fenceOf(await openTab('other', tab.context()), 'start');
      const start = fenceOf(tab, 'start');
      await start.press('돌리기');
      await start.settle();
      const list = fenceOf(second, 'list');
      await list.press('돌리기');
      expect(await list.settle()).toMatch(/^페이지와 같아요/);

      const waits = fenceOf(tab, 'waits');
      await waits.press('돌리기');
      await tab.locator('#waits .run-line', { hasText: /^지금부터$/m }).waitFor();
      await list.press('돌리기');
      expect(await list.settle()).toMatch(/아직 돌고 있어요/);
      await elsewhere.press('돌리기');
      expect(await elsewhere.settle()).toMatch(/^페이지와/);
      await waits.press('멈추기');
      expect(await waits.settle()).toMatch(/^멈췄어요/);
    },
    LONG,
  );

  test(
    'lets nothing else be pressed while a command runs, which can be stopped all the while',
    async () => {
      const tab = await openTab('other');
      const markup = fenceOf(tab, 'markup');
      await markup.press('돌리기');
      await markup.settle();
      const waits = fenceOf(tab, 'waits');
      await waits.press('돌리기');
      await tab.locator('#waits .run-line', { hasText: /^지금부터$/m }).waitFor();
      const isEnabled = (each: Locator) =>
        each.getByRole('button', { disabled: false }).allInnerTexts();
      expect(await isEnabled(markup.panel)).toEqual([]);
      expect(await isEnabled(tab.locator('.run-buttons'))).toEqual(['멈추기']);
      await waits.press('멈추기');
      expect(await waits.settle()).toMatch(/^멈췄어요/);
      expect(await isEnabled(markup.panel)).toEqual(['처음부터 여기까지', '새 샌드박스로']);
    },
    LONG,
  );

  test(
    'lets a reader who has come back end what still runs',
    async () => {
      const tab = await openTab('third');
      await fenceOf(tab, 'waits').press('돌리기');
      await tab.locator('#waits .run-line', { hasText: /^지금부터$/m }).waitFor();
      await tab.reload();
      const start = fenceOf(tab, 'start');
      await start.press('돌리기');
      expect(await start.settle()).toMatch(/아직 돌고 있어요.*이 장의 샌드박스를 끝내고/);
      await start.press('third 끝내기');
      expect(await start.settle()).toMatch(/^페이지와 같아요/);
    },
    LONG,
  );

  test('offers to be reloaded where its server has started again', async () => {
    const tab = await openTab('lesson');
    await forgetToken(tab);
    const { press, settle, panel } = fenceOf(tab, 'start');
    await press('돌리기');
    expect(await settle()).toMatch(/^서버가 다시 시작했어요/);
    await press('새로 고치기');
    await panel.waitFor({ state: 'detached' });
    await press('돌리기');
    expect(await settle()).toMatch(/^페이지와/);
  });

  test(
    'says which text is Korean and which English, and leaves the prompt out of what is copied',
    async () => {
      const tab = await openTab('other');
      const { press, settle, panel } = fenceOf(tab, 'drifts');
      await press('돌리기');
      await settle();
      const languages = (selector: string) =>
        panel
          .locator(selector)
          .evaluateAll((parts) =>
            parts.map((part) => `${part.getAttribute('lang')} ${part.textContent.trim()}`),
          );
      expect(await languages('.run-screen > .run-line')).toEqual([
        'ko $ echo 하나; echo 둘',
        'ko 하나',
        'ko 둘',
      ]);
      expect(await languages('.run-difference [lang]')).toEqual([
        'ko $ echo 하나; echo 둘',
        'ko 하나',
        'ko 셋',
        'ko 둘',
      ]);
      expect(
        await panel
          .locator('.run-screen')
          .evaluate((screen) => screen.closest<HTMLElement>('[lang]')?.lang),
      ).toBe('ko');
      const prompt = panel.locator('.run-prompt');
      expect(
        await prompt.evaluate((part) => [part.textContent, getComputedStyle(part).userSelect]),
      ).toEqual(['$ ', 'none']);
      const plain = fenceOf(tab, 'start');
      await plain.press('돌리기');
      await plain.settle();
      expect(
        await plain.panel
          .locator('.run-line')
          .evaluateAll((lines) => lines.map((line) => line.getAttribute('lang'))),
      ).toEqual(['en', 'en']);
    },
    LONG,
  );

  test('says so when its sandbox is killed in the middle', async () => {
    const tab = await openTab('third');
    const { press, settle } = fenceOf(tab, 'waits');
    await press('돌리기');
    await tab.locator('#waits .run-line', { hasText: /^지금부터$/m }).waitFor();
    killSandboxes(site.pid);
    expect(await settle()).toBe(
      '샌드박스가 갑자기 사라졌어요. 다시 돌리면 새 샌드박스에서 시작해요.',
    );
  });

  test(
    'has no fault that axe finds, whatever it shows',
    async () => {
      const tab = await openTab('third');
      const drifts = fenceOf(tab, 'drifts');
      await drifts.press('처음부터 여기까지 돌리기');
      await drifts.settle();
      await drifts.press('이 기록으로 바꾸기');
      const dialog = tab.getByRole('dialog');
      await dialog.waitFor();
      expect(await findFaults(tab, '.run-dialog')).toEqual([]);
      await dialog.getByRole('button', { name: '그만두기' }).click();
      for (const id of ['markup', 'leaves']) {
        const fence = fenceOf(tab, id);
        await fence.press('돌리기');
        await fence.settle();
      }
      await forgetToken(tab);
      const list = fenceOf(tab, 'list');
      await list.press('돌리기');
      await list.settle();
      const states = tab
        .locator('.run-panel')
        .evaluateAll((all) => all.map((each) => each.dataset['state']));
      expect(await states).toEqual(['same', 'refused', 'different', 'different', 'failed']);
      expect(await findFaults(tab, '.transcript')).toEqual([]);
    },
    LONG,
  );

  test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
    'says so when its server ends by %s in the middle, which leaves nothing',
    async (signal) => {
      const own = await startDevSite({ lesson });
      onTestFinished(() => own.stop());
      const tab = await openTab('lesson', undefined, own);
      const { press, settle } = fenceOf(tab, 'waits');
      await press('돌리기');
      await tab.locator('#waits .run-line', { hasText: /^지금부터$/m }).waitFor();
      expect(findProcesses(own.pid).length).toBeGreaterThan(0);
      await own.end(signal);
      expect(await settle()).toMatch(/^서버가 (?:끝나서|멈춰서)/);
      // The kernel ends what a killed server held, and the next start sweeps the empty folders of its control groups.
      while (signal === 'SIGKILL' && findProcesses(own.pid).length > 0) await tab.title();
      const left = signal === 'SIGKILL' ? findProcesses(own.pid) : findLeftBehind(own.pid);
      expect(left).toEqual([]);
    },
  );

  const debs = join(cacheFolder(), 'debs');
  test.skipIf(!existsSync(debs) || !existsSync('/usr/bin/mmdebstrap'))(
    'offers to build an engine where there is none, of which nothing half-made stays when its server ends',
    async () => {
      // Beside what it holds already, so that no package is downloaded.
      const cache = mkdtempSync(join(cacheFolder(), 'test-'));
      onTestFinished(() => rmSync(cache, { recursive: true }));
      const own = join(cache, 'dollyeo-docker');
      mkdirSync(join(own, 'debs'), { recursive: true });
      for (const name of readdirSync(debs)) linkSync(join(debs, name), join(own, 'debs', name));
      vi.stubEnv('XDG_CACHE_HOME', cache);
      const server = await startDevSite({ lesson });
      onTestFinished(() => server.stop());
      vi.unstubAllEnvs();
      const tab = await openTab('lesson', undefined, server);
      const { press, settle, panel } = fenceOf(tab, 'start');
      await press('돌리기');
      expect(await settle()).toMatch(/^아직 엔진이 없어요/);
      await press('엔진 만들기');
      await panel.getByText(/building the engine root|lessons' Debian: |engine root: /).waitFor();
      expect(readdirSync(join(own, 'roots'))).toEqual([expect.stringMatching(/\.partial$/)]);
      await server.end('SIGINT');
      expect(readdirSync(join(own, 'roots'))).toEqual([]);
    },
    LONG,
  );
});

/** As if the server had started again meanwhile. */
const forgetToken = (tab: Page) =>
  tab.evaluate(() => {
    document.querySelector<HTMLMetaElement>('meta[name="x-run-token"]')!.content =
      'of an earlier start';
  });

/** What axe has against a part of the page, in light and dark. */
async function findFaults(tab: Page, part: string): Promise<string[]> {
  await tab.evaluate(axe.source);
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    await tab.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    const faults = await tab.evaluate(async (selector) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(selector);
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    }, part);
    found.push(...faults);
  }
  return found;
}

/** The lines of a difference as they are seen, without what only screen readers hear. */
const linesOf = (difference: Locator) =>
  difference.locator('.run-line').evaluateAll((lines) =>
    lines.map((line) =>
      [...line.childNodes]
        .filter((part) => !(part instanceof Element && part.classList.contains('run-said')))
        .map((part) => part.textContent)
        .join('')
        .trim(),
    ),
  );
