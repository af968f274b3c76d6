import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openBrowser } from './open-browser.ts';
import { startDevSite, type DevSite } from './start-dev-site.ts';
import { startWitness } from './start-witness.ts';

const lesson = '---\ntitle: 시험\n---\n\n```console id="one"\n$ echo 하나\n하나\n```\n';

let site: DevSite;
let browser: Browser;
/** Another site on this machine: `localhost` with another port is the same site to a browser, and another origin. */
let evil: Server;

beforeAll(async () => {
  evil = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><title>evil</title><body>');
  });
  evil.listen(0, '127.0.0.1');
  [site, browser] = await Promise.all([startDevSite({ lesson }), openBrowser()]);
  await fetch(`${site.url}lesson/`);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  evil?.close();
});

/** A tab that shows the other site under a name of this machine; `server` is the proxy that it goes through. */
async function openEvil(name = 'localhost', server?: string): Promise<Page> {
  const context = await browser.newContext(server === undefined ? {} : { proxy: { server } });
  onTestFinished(() => context.close());
  const tab = await context.newPage();
  await tab.goto(`http://${name}:${(evil.address() as AddressInfo).port}/`);
  return tab;
}

/** What a page of the server holds: the token. */
async function readToken(): Promise<string> {
  const html = await (await fetch(`${site.url}lesson/`)).text();
  const [, token = ''] = /<meta name="x-run-token" content="([^"]+)"/.exec(html) ?? [];
  expect(token.length).toBeGreaterThan(40);
  return token;
}

test.each(['localhost', '127.0.0.1'])(
  'a page of %s with another port can read neither a page nor the token, by any road',
  async (name) => {
    const tab = await openEvil(name);
    const token = await readToken();
    const config = `${site.url}@id/__x00__virtual:starlight/user-config`;
    expect(await (await fetch(config)).text()).toContain(token);
    const seen = await tab.evaluate(
      async ({ page, config }) => {
        const asText = (address: string) =>
          fetch(address).then(
            (response) => response.text(),
            () => 'refused',
          );
        const asScript = (type: string) =>
          new Promise<string>((resolve) => {
            const script = document.createElement('script');
            Object.assign(script, { type, src: config });
            script.onload = () => resolve('loaded');
            script.onerror = () => resolve('refused');
            document.body.append(script);
          });
        return [
          await asText(page),
          await asText(config),
          await asScript('module'),
          await asScript('text/javascript'),
        ];
      },
      { page: `${site.url}lesson/`, config },
    );
    expect(seen).toEqual(Array(4).fill('refused'));
    expect(await tab.content()).not.toContain(token);
  },
);

test('a page of another port runs nothing, not even with the token', async () => {
  const tab = await openEvil();
  const answers = await tab.evaluate(
    async ({ url, token }) => {
      const post = (headers: Record<string, string>, mode: RequestMode) =>
        fetch(`${url}__run/end`, { method: 'POST', mode, headers, body: '{"chapter":"lesson"}' })
          .then(({ type, status }) => `${type} ${status}`)
          .catch(() => 'refused');
      return [
        await post({ 'content-type': 'application/json', 'x-run-token': token }, 'cors'),
        await post({ 'content-type': 'text/plain' }, 'cors'),
      ];
    },
    { url: site.url, token: await readToken() },
  );
  expect(answers).toEqual(['refused', 'refused']);
});

test('a form of another site, in the open or in a frame without an origin, runs nothing', async () => {
  const witness = await startWitness();
  onTestFinished(() => witness.stop());
  const tab = await openEvil('localhost', witness.url);
  const refused = { method: 'POST', path: '/__run/end', status: 403 };
  const posted = () => witness.answers.filter(({ method }) => method === 'POST');
  const form = `<form method="post" enctype="text/plain" action="${site.url}__run/end"><input name='{"chapter":"lesson","a":"' value='"}'></form><script>document.forms[0].submit()</script>`;
  await tab.evaluate((srcdoc) => {
    const frame = document.createElement('iframe');
    Object.assign(frame, { srcdoc, sandbox: 'allow-scripts allow-forms' });
    document.body.append(frame);
  }, form);
  await expect.poll(posted).toEqual([refused]);
  await tab.setContent(form);
  await expect.poll(posted).toEqual([refused, refused]);
});

test('no event stream and no socket leads to it', async () => {
  const tab = await openEvil();
  const seen = await tab.evaluate(async (url) => {
    const stream = new EventSource(`${url}__run/run`);
    const socket = new WebSocket(`${url.replace('http', 'ws')}__run/run`);
    const end = (source: EventTarget) =>
      new Promise<string>((resolve) => {
        for (const type of ['open', 'message', 'error']) {
          source.addEventListener(type, () => resolve(type), { once: true });
        }
      });
    return Promise.all([end(stream), end(socket)]);
  }, site.url);
  expect(seen).toEqual(['error', 'error']);
});

test('no page shows the course in a frame', async () => {
  const tab = await openEvil();
  const complaints: string[] = [];
  tab.on('console', (message) => complaints.push(message.text()));
  await tab.evaluate((src) => {
    document.body.append(Object.assign(document.createElement('iframe'), { src }));
  }, `${site.url}lesson/`);
  await expect.poll(() => complaints.join('\n')).toMatch(/frame-ancestors|X-Frame-Options/i);
  const frames = await Promise.all(tab.frames().map((frame) => frame.content().catch(() => '')));
  expect(frames.join('')).not.toContain('x-run-token');
});

test('a name that was made to lead to this machine gets neither page nor run', async () => {
  const { port } = new URL(site.url);
  const rebound = await openBrowser(`--host-resolver-rules=MAP evil.example 127.0.0.1`);
  onTestFinished(() => rebound.close());
  const tab = await rebound.newPage();
  const answer = await tab.goto(`http://evil.example:${port}/lesson/`);
  expect(answer?.status()).toBe(403);
  expect(await tab.content()).not.toContain('x-run-token');
  const status = await tab.evaluate(
    (token) =>
      fetch('/__run/end', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-run-token': token },
        body: '{"chapter":"lesson"}',
      }).then((response) => response.status),
    await readToken(),
  );
  expect(status).toBe(403);
});

test('every answer says that it is for this site alone', async () => {
  for (const path of ['lesson/', 'favicon.svg', '__run/run']) {
    const { headers } = await fetch(site.url + path);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('another site asks Vite for nothing but a page', async () => {
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' };
  for (const path of ['__open-in-editor?file=package.json', '@vite/client', 'lesson/']) {
    expect((await fetch(site.url + path, { headers })).status).toBe(403);
  }
});

test('each start has a token of its own; that of an earlier one is told to reload', async () => {
  const early = await readToken();
  const other = await startDevSite({ lesson });
  onTestFinished(() => other.stop());
  const { origin } = new URL(other.url);
  const answer = await fetch(`${other.url}__run/end`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', 'x-run-token': early },
    body: '{"chapter":"lesson"}',
  });
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ refusal: { offer: 'reload' } });
});

test('a server that other machines can reach runs nothing and says so', async () => {
  const open = await startDevSite({ lesson }, '--host');
  onTestFinished(() => open.stop());
  const html = await (await fetch(`${open.url}lesson/`)).text();
  expect(html).toContain('echo');
  expect(html).not.toMatch(/x-run-token|data-run-hash|src\/run/);
  expect((await fetch(`${open.url}__run/run`, { method: 'POST' })).status).toBe(404);
  expect(open.printed()).toContain('Pages run no commands: other machines can reach this server.');
});
