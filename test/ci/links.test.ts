import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { checkLink } from '../../src/ci/check-link.ts';
import { findLinks } from '../../src/ci/find-links.ts';

test('links of text, lists of links and components are found with their lines; machines of lessons are none', () => {
  const text = `[a](https://a.example/x?y=1#z) ![b](http://b.example/b.png)

<Card href="https://c.example" title="no link"><a href="/chapter/">d</a></Card>

[e]: https://e.example
\`\`\`console
$ curl https://in-a-fence.example
\`\`\`
[web](http://localhost:8080) [ip](http://127.0.0.1:5050/v2/)
`;
  const found = findLinks('a.mdx', text).concat(findLinks('b.md', '<https://f.example>\n'));
  expect(found.map(({ url, file, line }) => `${file}:${line} ${url}`)).toEqual([
    'a.mdx:1 https://a.example/x?y=1#z',
    'a.mdx:1 http://b.example/b.png',
    'a.mdx:3 https://c.example',
    'a.mdx:5 https://e.example',
    'b.md:1 https://f.example',
  ]);
});

test('a page that is there, also after a detour or for browsers only, is fine; one that is not says why', async () => {
  let busy = 0;
  const server = createServer((request, response) => {
    const answers: Record<string, () => void> = {
      '/fine': () => response.writeHead(200),
      '/moved': () => response.writeHead(301, { location: '/fine' }),
      '/browsers-only': () => response.writeHead(403),
      '/busy-once': () => response.writeHead(busy++ === 0 ? 503 : 200),
      '/gone': () => response.writeHead(404),
      '/broken': () => request.socket.destroy(),
    };
    answers[request.url ?? '']?.();
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const ask = (path: string) => checkLink(`http://127.0.0.1:${port}${path}`);
  expect(await Promise.all(['/fine', '/moved', '/browsers-only', '/busy-once'].map(ask))).toEqual([
    ...[undefined, undefined, undefined, undefined],
  ]);
  expect(await Promise.all(['/gone', '/broken'].map(ask))).toEqual([
    '404 Not Found',
    expect.stringMatching(/other side closed|ECONNRESET/),
  ]);
});
