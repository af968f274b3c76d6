import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ViteDevServer } from 'vite';
import { RUN_PATH, type Refusal } from './messages.ts';
import type { RunServer } from './serve-runs.ts';

/** Answers before Vite and Astro do; `complain` hears why `start` failed. */
export function mountRuns(
  { middlewares, httpServer }: Pick<ViteDevServer, 'middlewares' | 'httpServer'>,
  start: () => Promise<Pick<RunServer, 'handle'>>,
  complain: (sentence: string) => void,
): void {
  middlewares.use((request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    if (isForeign(request)) response.writeHead(403).end();
    else if (!request.url?.startsWith(RUN_PATH)) next();
    else
      start().then(
        (runs) => runs.handle(request, response),
        () => answerBroken(response),
      );
  });
  httpServer?.on('upgrade', (request, socket) => {
    if (request.url?.startsWith(RUN_PATH)) socket.destroy();
  });
  // The first click shall not wait for it.
  httpServer?.once('listening', () => {
    start().catch((error: unknown) =>
      complain(
        `Pages run no commands: expected to load what runs them, found: ${String(error)}. Mend it and start the server again.`,
      ),
    );
  });
}

/**
 * Whether another site asks for anything but to open a page (Fetch Metadata): Vite has more that can be asked for, under
 * names that begin with two underscores or an at sign.
 */
function isForeign({ headers, method, url = '' }: IncomingMessage): boolean {
  const isOwn = ['same-origin', 'none', undefined].includes(headers['sec-fetch-site']);
  const opensPage = headers['sec-fetch-dest'] === 'document' && method === 'GET';
  return !isOwn && !(opensPage && !/(?:^|\/)(?:__|@)/.test(readPath(url)));
}

/** Encoded letters count as those that they stand for; what cannot be read is as good as Vite's. */
function readPath(url: string): string {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '');
  } catch {
    return '/@';
  }
}

function answerBroken(response: ServerResponse): void {
  const refusal: Refusal = {
    status: 500,
    text: '명령을 돌리는 서버를 켜지 못했어요. 터미널에 적힌 까닭을 보고 다시 켜 주세요. 읽는 데는 지장이 없어요.',
  };
  response.writeHead(500, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ refusal }));
}

/** No other site may show a page in a frame, or read or use what is served. */
const headers = [
  ['content-security-policy', "frame-ancestors 'none'"],
  ['x-frame-options', 'DENY'],
  ['x-content-type-options', 'nosniff'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['referrer-policy', 'same-origin'],
] as const;
