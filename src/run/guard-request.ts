import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TOKEN_NAME } from './messages.ts';
import { Refused } from './refused.ts';

/** Throws a `Refused` unless a page of this very server, opened on this very machine, sent the request. */
export function guardRequest(request: IncomingMessage, token: string): void {
  const { method, headers, socket } = request;
  if (!isLoopback(socket.remoteAddress)) {
    throw new Refused(403, '이 서버가 도는 컴퓨터에서만 돌릴 수 있어요.');
  }
  if (method !== 'POST') throw new Refused(405, '이 주소는 POST 요청만 받아요.');
  const hosts = ['localhost', '127.0.0.1', '[::1]'].map(
    (name) => new URL(`http://${name}:${socket.localPort}`).host,
  );
  const host = hosts.find((each) => each === headers.host);
  if (host === undefined) {
    throw new Refused(421, `이 이름으로는 돌릴 수 없어요. http://${hosts[0]}/ 로 열어 주세요.`);
  }
  if (headers.origin !== `http://${host}`) {
    throw new Refused(403, '다른 사이트가 보낸 요청이라 돌리지 않았어요.');
  }
  // Browsers say it themselves, and no script of a page can change it (Fetch Metadata).
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') {
    throw new Refused(403, '다른 사이트가 보낸 요청이라 돌리지 않았어요.');
  }
  if (!isSame(headers[TOKEN_NAME], token)) {
    throw new Refused(403, '서버가 다시 시작했어요. 페이지를 새로 고치고 다시 눌러 주세요.', {
      offer: 'reload',
    });
  }
  if (headers['content-type'] !== 'application/json') {
    throw new Refused(415, 'JSON으로 된 요청만 받아요.');
  }
}

/** Whether an address is this machine's own, also as IPv6 writes an IPv4 one. */
export function isLoopback(address: string | undefined): boolean {
  return /^(?:(?:::ffff:)?127(?:\.\d{1,3}){3}|::1)$/.test(address ?? '');
}

function isSame(found: string | string[] | undefined, token: string): boolean {
  if (typeof found !== 'string') return false;
  const [a, b] = [Buffer.from(found), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
