import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUN_PATH, TOKEN_NAME, type RunEvent, type Refusal } from '../../src/run/messages.ts';
import { serveRuns } from '../../src/run/serve-runs.ts';
import { hashTranscript } from '../../src/transcript/hash-transcript.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';

/** What a server said, as it said it. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A course of made pages whose fences a server runs; `await using` ends all of it. */
export interface RunSite extends AsyncDisposable {
  port: number;
  token: string;
  folder: string;
  /** Sends bytes with exactly these headers; those of a page of this server where none are given. */
  send(request: {
    path: string;
    body?: string;
    method?: string;
    headers?: Record<string, string>;
    /** Called with all that has come so far, as it comes. */
    onText?: (text: string) => void;
  }): Promise<Answer>;
  /** Asks as a page does that has just been opened. */
  ask(action: string, chapter: string, more?: object): Promise<Answer>;
  run(chapter: string, fence: number, more?: object): Promise<RunEvent[]>;
  read(chapter: string): Promise<string>;
  write(chapter: string, text: string): Promise<void>;
  stop(): Promise<void>;
}

/** Serves pages (their slugs and texts) to who knows the token. */
export async function startRunSite(
  pages: Record<string, string>,
  options: Parameters<typeof serveRuns>[2] = {},
): Promise<RunSite> {
  const folder = await mkdtemp(join(tmpdir(), 'dollyeo-run-'));
  const docs = join(folder, 'src/content/docs');
  await mkdir(docs, { recursive: true });
  const pathOf = (chapter: string) => join(docs, `${chapter}.mdx`);
  const write = (chapter: string, text: string) => writeFile(pathOf(chapter), text);
  const read = (chapter: string) => readFile(pathOf(chapter), 'utf8');
  for (const [chapter, text] of Object.entries(pages)) await write(chapter, text);

  const token = 'the-token-of-this-start';
  const runs = serveRuns(folder, token, options);
  const server = createServer((request, response) => void runs.handle(request, response));
  // A thousand connections at once overflow the usual backlog (511), and Linux then resets one in some hundred thousand.
  const address = { port: 0, host: '127.0.0.1', backlog: 2_000 };
  await new Promise<void>((resolve) => server.listen(address, resolve));
  const { port } = server.address() as AddressInfo;

  const send: RunSite['send'] = ({ path, body = '', method = 'POST', headers, onText }) =>
    new Promise((resolve, reject) => {
      const request = httpRequest({
        ...{ port, host: '127.0.0.1', path, method, setHost: false, agent: false },
        headers: {
          'content-length': String(Buffer.byteLength(body)),
          ...(headers ?? pageHeaders(port, token)),
        },
      });
      request.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
          onText?.(text);
        });
        // A server that is stopped closes it in the middle.
        response.on('error', () => {});
        response.on('close', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      });
      request.on('error', reject);
      request.end(body);
    });
  const ask: RunSite['ask'] = (action, chapter, more) =>
    send({ path: RUN_PATH + action, body: JSON.stringify({ chapter, ...more }) });
  const stop = async () => {
    await runs.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    ...{ port, token, folder, send, ask, read, write, stop },
    async run(chapter, fence, more) {
      const hash = await hashOf(await read(chapter), fence);
      const { text } = await ask('run', chapter, { fence, hash, fromStart: false, ...more });
      return readEvents(text);
    },
    [Symbol.asyncDispose]: async () => {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** What a browser sends with a request of the server's own page. */
export function pageHeaders(port: number, token: string): Record<string, string> {
  return {
    host: `localhost:${port}`,
    origin: `http://localhost:${port}`,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
    [TOKEN_NAME]: token,
  };
}

/** The hash of a fence, as its page would hold it. */
export async function hashOf(text: string, fence: number): Promise<string> {
  const transcript = parseChapter('page.mdx', text).transcripts[fence];
  return hashTranscript(transcript?.text ?? '', transcript?.rawMeta ?? '');
}

/** The events of a streamed answer; a refusal before its first is its only one. */
export function readEvents(text: string): RunEvent[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent | { refusal: Refusal })
    .map((event) => ('type' in event ? event : { type: 'refused', refusal: event.refusal }));
}

/** The verdicts among events, by fence. */
export function verdictsOf(events: readonly RunEvent[]) {
  return events.flatMap((event) => (event.type === 'verdict' ? [event] : []));
}

/** What the page's terminal shows of a fence in the end. */
export function screenOf(events: readonly RunEvent[], fence: number): string[] {
  const lines: string[] = [];
  for (const event of events) {
    if (event.type !== 'lines' || event.fence !== fence) continue;
    lines.splice(event.from, Infinity, ...event.lines.map(({ text }) => text));
  }
  return lines;
}
