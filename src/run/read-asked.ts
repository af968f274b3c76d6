import type { IncomingMessage } from 'node:http';
import { limits } from './limits.ts';
import type { Action, Asked } from './messages.ts';
import { Refused } from './refused.ts';

/** A page sends its few bytes at once; who does not is not waited for, in milliseconds. */
const BODY_WITHIN_MS = 5_000;

const shapes: { [Field in keyof Asked]: (value: unknown) => boolean } = {
  chapter: (value) => typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,63}$/.test(value),
  fence: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) < 1_000,
  hash: isHash,
  fromStart: (value) => typeof value === 'boolean',
  ticket: isHash,
};

const fields: Record<Action, (keyof Asked)[]> = {
  run: ['chapter', 'fence', 'hash', 'fromStart'],
  end: ['chapter'],
  diff: ['chapter', 'fence', 'hash'],
  record: ['chapter', 'fence', 'hash', 'ticket'],
  build: [],
};

/** Reads what a request asks for: exactly the fields of its action; throws a `Refused` for anything else. */
export async function readAsked(request: IncomingMessage, action: Action): Promise<Asked> {
  const body = parse(await readBody(request));
  const names = fields[action];
  const isWhole =
    Object.keys(body).length === names.length &&
    names.every((name) => Object.hasOwn(body, name) && shapes[name](body[name]));
  if (!isWhole) throw malformed();
  return { chapter: '', fence: 0, hash: '', fromStart: false, ticket: '', ...body };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => request.destroy(), BODY_WITHIN_MS);
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > limits.bodyBytes) throw new Refused(413, '요청이 너무 길어요.');
      parts.push(part);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parse(text: string): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found === 'object' && found !== null && !Array.isArray(found)) return { ...found };
  } catch {
    // Said below.
  }
  throw malformed();
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

const malformed = () =>
  new Refused(400, '알아볼 수 없는 요청이에요. 페이지를 새로 고치고 다시 눌러 주세요.', {
    offer: 'reload',
  });
