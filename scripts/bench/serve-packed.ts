import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Serves a built site as a host does that packs text with gzip; `astro preview` packs nothing. */
export async function servePacked(dist: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = normalize(decodeURIComponent(pathname));
    const file = join(dist, path.endsWith('/') ? `${path}index.html` : path);
    const [type, isText] = types[extname(file)] ?? ['application/octet-stream', false];
    readFile(file).then(
      (bytes) => {
        response.writeHead(200, {
          'content-type': type,
          'cache-control': path.startsWith('/_astro/') ? 'max-age=31536000, immutable' : 'no-cache',
          ...(isText ? { 'content-encoding': 'gzip' } : {}),
        });
        response.end(isText ? gzipSync(bytes) : bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const types: Record<string, [type: string, isText: boolean]> = {
  '.html': ['text/html; charset=utf-8', true],
  '.css': ['text/css', true],
  '.js': ['text/javascript', true],
  '.json': ['application/json', true],
  '.svg': ['image/svg+xml', true],
  '.txt': ['text/plain; charset=utf-8', true],
  '.xml': ['application/xml', true],
  '.woff2': ['font/woff2', false],
  '.png': ['image/png', false],
};
