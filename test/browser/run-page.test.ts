import axe from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './open-browser.ts';
import { fenceOf, forgetToken, lesson, LONG, openTab } from './run-tab.ts';
import { startDevSite, type DevSite } from './start-dev-site.ts';

let site: DevSite;
let browser: Browser;
const open = (slug: string, context?: BrowserContext) => openTab(browser, site, slug, context);

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
    const tab = await open('lesson');
    const { figure, settle, screen, panel } = fenceOf(tab, 'start');
    await figure.getByRole('button', { name: '돌리기', exact: true }).focus();
    await tab.keyboard.press('Enter');
    expect(await settle()).toMatch(/^페이지와 같아요 · [\d.]+초$/);
    const [, id] = /([0-9a-f]{64})/.exec(await screen()) ?? [];
    const named = `페이지의 ${'8'.repeat(12)}… → 내 화면의 ${id?.slice(0, 12)}…`;
    expect((await panel.getByRole('listitem').innerText()).replace(/\s+/g, ' ')).toBe(named);
    const next = fenceOf(tab, 'list');
    await next.press('돌리기');
    expect(await next.settle()).toMatch(/^페이지와 같아요/);
    expect(await next.screen()).toContain(id?.slice(0, 12));
  });

  test('shows what differs, and records it where that is wanted', async () => {
    const tab = await open('lesson');
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
    const tab = await open('other');
    const { press, settle, panel } = fenceOf(tab, 'markup');
    await press('돌리기');
    expect(await settle()).toMatch(/^페이지와 달라요/);
    expect(await panel.innerText()).toContain('<img src=x onerror="alert(1)"><b>굵게</b>');
    expect(await panel.locator('img, b').count()).toBe(0);
  });

  test('starts anew when it is reset', async () => {
    const tab = await open('other');
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
      const tab = await open('third');
      const second = await open('third', tab.context());
      const elsewhere = fenceOf(await open('other', tab.context()), 'start');
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
      const tab = await open('other');
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
    'says which text is Korean and which English, and leaves the prompt out of what is copied',
    async () => {
      const tab = await open('other');
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
        'ko $\u00a0echo 하나; echo 둘',
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
      ).toEqual(['$\u00a0', 'none']);
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

  test(
    'has no fault that axe finds, whatever it shows',
    async () => {
      const tab = await open('third');
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
