import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { cacheFolder } from '../../src/sandbox/engine-root.mjs';
import { findLeftBehind, findProcesses, killSandboxes } from '../sandbox/left-behind.ts';
import { openBrowser } from './open-browser.ts';
import { fenceOf, forgetToken, lesson, LONG, openTab } from './run-tab.ts';
import { startDevSite, type DevSite } from './start-dev-site.ts';

let site: DevSite;
let browser: Browser;

// Set-up says so where this machine can hold no sandbox.
describe.skipIf(process.env['DOLLYEO_NO_ENGINE'])(
  'a page whose server, sandbox or engine is gone',
  () => {
    beforeAll(async () => {
      [site, browser] = await Promise.all([startDevSite({ lesson, third: lesson }), openBrowser()]);
    });
    afterAll(async () => {
      await browser?.close();
      await site?.stop();
    });

    test(
      'lets a reader who has come back end what still runs',
      async () => {
        const tab = await openTab(browser, site, 'third');
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
      const tab = await openTab(browser, site, 'lesson');
      await forgetToken(tab);
      const { press, settle, panel } = fenceOf(tab, 'start');
      await press('돌리기');
      expect(await settle()).toMatch(/^서버가 다시 시작했어요/);
      await press('새로 고치기');
      await panel.waitFor({ state: 'detached' });
      await press('돌리기');
      expect(await settle()).toMatch(/^페이지와/);
    });

    test('says so when its sandbox is killed in the middle', async () => {
      const tab = await openTab(browser, site, 'third');
      const { press, settle } = fenceOf(tab, 'waits');
      await press('돌리기');
      await tab.locator('#waits .run-line', { hasText: /^지금부터$/m }).waitFor();
      killSandboxes(site.pid);
      expect(await settle()).toBe(
        '샌드박스가 갑자기 사라졌어요. 다시 돌리면 새 샌드박스에서 시작해요.',
      );
    });

    test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
      'says so when its server ends by %s in the middle, which leaves nothing',
      async (signal) => {
        const own = await startDevSite({ lesson });
        onTestFinished(() => own.stop());
        const tab = await openTab(browser, own, 'lesson');
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
        const tab = await openTab(browser, server, 'lesson');
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
  },
);
