import { symlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Refused } from '../../src/run/refused.ts';
import { hashOf, pageHeaders, startRunSite, type RunSite } from './run-site.ts';

const page = `---
title: 시험
---

\`\`\`console
$ echo 하나
하나
\`\`\`
`;

/** How often a sandbox was about to start; none starts here. */
let starts = 0;
let site: RunSite;
let hash: string;
let body: string;

// A server of its own for each, since one lets only so many requests pass at once.
beforeEach(async () => {
  starts = 0;
  const refuseStart = () => {
    starts += 1;
    throw new Refused(503, '여기까지예요.');
  };
  site = await startRunSite({ page, 'with-mistake': page.replace('$ ', '') }, { refuseStart });
  hash = await hashOf(page, 0);
  body = printBody({});
});
afterEach(() => site[Symbol.asyncDispose]());

const printBody = (more: object) =>
  JSON.stringify({ chapter: 'page', fence: 0, hash, fromStart: false, ...more });

/** A request that is right but for what is given; `undefined` leaves a header out. */
async function attack(change: {
  headers?: Record<string, string | undefined>;
  body?: string;
  path?: string;
  method?: string;
}) {
  const own = Object.entries({ ...pageHeaders(site.port, site.token), ...change.headers });
  const headers = Object.fromEntries(
    own.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return site.send({ path: '/__run/run', body, ...change, headers });
}

test('a request of the server’s own page gets as far as the sandbox', async () => {
  expect((await attack({})).text).toContain('여기까지예요.');
  expect(starts).toBe(1);
});

test.each<[string, Record<string, string | undefined>, number]>([
  ['another site', { origin: 'https://evil.example' }, 403],
  ['another port of this machine', { origin: 'http://localhost:3000' }, 403],
  ['another name of this machine', { origin: 'http://127.0.0.1:{port}' }, 403],
  ['another scheme', { origin: 'https://localhost:{port}' }, 403],
  ['a sandboxed frame or a file', { origin: 'null' }, 403],
  ['no page at all', { origin: undefined }, 403],
  ['a page that its browser knows to be of another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a page of another port, as its browser says', { 'sec-fetch-site': 'same-site' }, 403],
  [
    'a name that was made to lead here',
    { host: 'evil.example:{port}', origin: 'http://evil.example:{port}' },
    421,
  ],
  ['a name that ends like ours', { host: 'evil.localhost:{port}' }, 421],
  ['our name without its port', { host: 'localhost' }, 421],
  ['our name with a dot', { host: 'localhost.:{port}' }, 421],
  ['no name', { host: undefined }, 400],
  ['who knows no token', { 'x-run-token': undefined }, 403],
  ['who guesses a token', { 'x-run-token': 'a'.repeat(23) }, 403],
  ['who knows its beginning', { 'x-run-token': 'the-token-of-this' }, 403],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ['a form that looks like text', { 'content-type': 'text/plain' }, 415],
])('%s runs nothing', async (_, headers, status) => {
  const withPort = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value?.replace('{port}', String(site.port)),
    ]),
  );
  const answer = await attack({ headers: withPort });
  expect([answer.status, starts]).toEqual([status, 0]);
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
});

test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])(
  'a %s request runs nothing',
  async (method) => {
    const answer = await attack({ method });
    expect([answer.status, starts]).toEqual([405, 0]);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  },
);

test('a preflight of another site is not answered with leave', async () => {
  const answer = await attack({
    method: 'OPTIONS',
    headers: {
      origin: 'http://localhost:3000',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-run-token',
    },
  });
  expect(answer.status).toBe(405);
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-'))).toEqual([]);
});

test('an event stream of another site gets nothing', async () => {
  const answer = await attack({
    method: 'GET',
    body: '',
    headers: {
      accept: 'text/event-stream',
      origin: 'https://evil.example',
      'x-run-token': undefined,
    },
  });
  expect([answer.status, starts]).toEqual([405, 0]);
});

test('a token of an earlier start is told to reload', async () => {
  const answer = await attack({ headers: { 'x-run-token': 'the-token-of-that-start' } });
  expect(JSON.parse(answer.text)).toMatchObject({ refusal: { offer: 'reload' } });
});

test.each([
  '/__run/',
  '/__run/run/',
  '/__run//run',
  '/__run/run?chapter=page',
  '/__run/../__run/run',
  '/__run/%72un',
  '/__run/constructor',
  'http://localhost/__run/run',
])('the path %s leads nowhere', async (path) => {
  const answer = await attack({ path });
  expect([answer.status, starts]).toEqual([404, 0]);
});

test.each([
  '../../../package.json',
  '..%2f..%2fpackage',
  '/etc/passwd',
  'page.mdx',
  'page\u0000',
  'Page',
  'a'.repeat(65),
  '',
  '__proto__',
  '페이지',
  null,
  { slug: 'page' },
  ['page'],
])('the chapter %j is none', async (chapter) => {
  const answer = await attack({ body: printBody({ chapter }) });
  expect([answer.status, starts]).toEqual([400, 0]);
});

test('a link out of the course is no chapter', async () => {
  await symlink('/etc/hostname', join(site.folder, 'src/content/docs/link.mdx'));
  const answer = await attack({ body: printBody({ chapter: 'link' }) });
  expect([answer.status, starts]).toEqual([404, 0]);
});

test('a chapter that is not there is none', async () => {
  const answer = await attack({ body: printBody({ chapter: 'nowhere' }) });
  expect([answer.status, starts]).toEqual([404, 0]);
});

test('a chapter with a mistake says where it is', async () => {
  const answer = await attack({ body: printBody({ chapter: 'with-mistake' }) });
  expect([answer.status, starts]).toEqual([422, 0]);
  expect(answer.text).toContain('with-mistake.mdx:6:1');
});

test.each<[string, string]>([
  ['nothing', ''],
  ['no JSON', '{'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a command', '{"command":"id"}'],
  ['bytes that are no text', '\u0000\u0001'],
])('%s is not understood', async (_, text) => {
  const answer = await attack({ body: text });
  expect([answer.status, starts]).toEqual([400, 0]);
});

test.each([
  { command: 'id' },
  { fence: -1 },
  { fence: 1.5 },
  { fence: 1e9 },
  { fence: '0' },
  { hash: 'x' },
  { hash: ['a'] },
  { fromStart: 'yes' },
  { ticket: 'a'.repeat(64) },
])('%j is not understood', async (more) => {
  const answer = await attack({ body: printBody(more) });
  expect([answer.status, starts]).toEqual([400, 0]);
});

test.each([{ fence: 1 }, { hash: 'a'.repeat(64) }])(
  '%j is another text than the file’s: the page is to be reloaded',
  async (more) => {
    const answer = await attack({ body: printBody(more) });
    expect([answer.status, starts]).toEqual([409, 0]);
    expect(JSON.parse(answer.text)).toMatchObject({ refusal: { offer: 'reload' } });
  },
);

test('an oversized message is refused before it has come whole', async () => {
  const status = await sendSlowly(
    [...Object.entries(pageHeaders(site.port, site.token)), ['content-length', '1000000000']],
    'x'.repeat(2_000),
  );
  expect([status, starts]).toEqual([413, 0]);
});

test('two messages in one request are one that is malformed', async () => {
  const answer = await attack({ body: `${body}${body}` });
  expect([answer.status, starts]).toEqual([400, 0]);
});

test.each(['end', 'run'] as const)(
  'a thousand requests to %s at once are let through up to the limit, and the server goes on',
  async (action) => {
    const more = action === 'run' ? { fence: 0, hash, fromStart: false } : {};
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, () =>
        site.ask(action, 'page', more).then(({ status }) => status),
      ),
    );
    const passed = answers.filter((status) => status === 200);
    expect(passed.length).toBeGreaterThanOrEqual(30);
    expect(passed.length).toBeLessThan(1_000);
    expect(new Set(answers)).toEqual(new Set([200, 429]));
    expect(starts).toBe(action === 'run' ? passed.length : 0);
    expect((await attack({ headers: { host: 'evil.example' } })).status).toBe(421);
  },
);

test('a message that never ends takes no others along', async () => {
  const socket = connect(site.port, '127.0.0.1');
  const headers = Object.entries(pageHeaders(site.port, site.token));
  socket.write(printRequest([...headers, ['content-length', '100']]));
  expect((await attack({})).text).toContain('여기까지예요.');
  socket.destroy();
});

const printRequest = (headers: [string, string][]) =>
  `POST /__run/run HTTP/1.1\r\n${headers.map((each) => each.join(': ')).join('\r\n')}\r\n\r\n`;

/** Sends a request whose body does not end; resolves to the status of its answer. */
function sendSlowly(headers: [string, string][], part: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(site.port, '127.0.0.1');
    socket.on('error', reject);
    socket.once('data', (bytes) => {
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(String(bytes))?.[1]));
      socket.destroy();
    });
    socket.write(printRequest(headers) + part);
  });
}
