import axe from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
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
  ['id="waits"', `$ echo "지금부터"; sleep 1000\n지금부터`],
);

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

  test('shares its chapter’s sandbox with another tab, which waits while a command runs', async () => {
    const tab = await openTab('third');
    const second = await openTab('third', tab.context());
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
    const elsewhere = fenceOf(await openTab('other', tab.context()), 'start');
    await elsewhere.press('돌리기');
    expect(await elsewhere.settle()).toMatch(/^페이지와/);
    await waits.press('멈추기');
    expect(await waits.settle()).toMatch(/^멈췄어요/);
  });

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

  test('has no fault that axe finds, whatever it shows', async () => {
    const tab = await openTab('third');
    for (const id of ['start', 'drifts', 'markup']) {
      const fence = fenceOf(tab, id);
      await fence.press('돌리기');
      await fence.settle();
    }
    await tab.evaluate(axe.source);
    for (const theme of ['light', 'dark']) {
      await tab.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
      const faults = await tab.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
          '.transcript',
        );
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(faults).toEqual([]);
    }
  });

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
});

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
