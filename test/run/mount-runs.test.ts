import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { mountRuns } from '../../src/run/mount-runs.ts';

/** A server that answers "page" to whatever gets past what is mounted. */
async function serve(
  start: Parameters<typeof mountRuns>[1],
  complain: (sentence: string) => void = () => {},
) {
  const server = createServer();
  const use = (
    answer: (request: IncomingMessage, response: ServerResponse, next: () => void) => void,
  ) => {
    server.on('request', (request, response) =>
      answer(request, response, () => response.end('page')),
    );
  };
  mountRuns({ middlewares: { use }, httpServer: server } as never, start, complain);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const idle = async () => ({ handle: async () => {} });

test.each([
  [200, 'cross-site', 'document', 'GET', '/lesson/'],
  [200, 'cross-site', 'document', 'GET', '/?next=/@vite/client'],
  [200, 'same-origin', 'empty', 'POST', '/@vite/client'],
  [403, 'cross-site', 'image', 'GET', '/lesson/'],
  [403, 'cross-site', 'document', 'POST', '/lesson/'],
  [403, 'cross-site', 'document', 'GET', '/__open-in-editor?file=package.json'],
  [403, 'same-site', 'document', 'GET', '/course/__open-in-editor?file=package.json'],
  [403, 'cross-site', 'document', 'GET', '/%5F_open-in-editor?file=package.json'],
  [403, 'cross-site', 'document', 'GET', '/@fs/etc/passwd'],
  [403, 'cross-site', 'document', 'GET', '/%40fs/etc/passwd'],
  [403, 'cross-site', 'document', 'GET', '/%'],
])('%i is the answer to a page of %s that asks for a %s by %s %s', async (...asked) => {
  const [status, site, dest, method, path] = asked;
  const url = await serve(idle);
  const headers = { 'sec-fetch-site': site, 'sec-fetch-dest': dest };
  expect((await fetch(url + path, { method, headers })).status).toBe(status);
});

test('where what runs them cannot be loaded, pages are served, presses answered and the terminal told', async () => {
  const said: string[] = [];
  const broken = () => Promise.reject(new Error('no such module'));
  const url = await serve(broken, (sentence) => said.push(sentence));
  expect(await (await fetch(`${url}/lesson/`)).text()).toBe('page');
  const answer = await fetch(`${url}/__run/run`, { method: 'POST', body: '{}' });
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({
    refusal: {
      status: 500,
      text: '명령을 돌리는 서버를 켜지 못했어요. 터미널에 적힌 까닭을 보고 다시 켜 주세요. 읽는 데는 지장이 없어요.',
    },
  });
  expect(said).toEqual([
    'Pages run no commands: expected to load what runs them, found: Error: no such module. Mend it and start the server again.',
  ]);
});
