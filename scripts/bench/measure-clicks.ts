import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chapterFile } from '../../src/course.ts';
import { RUN_PATH, TOKEN_NAME, type RunEvent } from '../../src/run/messages.ts';
import { serveRuns } from '../../src/run/serve-runs.ts';
import type { SandboxOptions } from '../../src/sandbox/types.ts';
import { hashTranscript } from '../../src/transcript/hash-transcript.ts';
import type { Row } from './print-table.ts';

const RUNS = 9;
const COMMAND = '$ docker image ls --quiet';
const token = 'bench';

/** How long after a click on a run button the first line of output reaches the page. */
export async function measureClicks({ images = [] }: SandboxOptions): Promise<Row[]> {
  const root = await mkdtemp(join(tmpdir(), 'dollyeo-bench-'));
  const file = join(root, chapterFile('bench'));
  await mkdir(dirname(file), { recursive: true });
  const front = `---\ntitle: bench\nimages: [${images.join(', ')}]\n---`;
  await writeFile(file, `${front}\n\n\`\`\`console\n${COMMAND}\n\`\`\`\n`);
  const runs = serveRuns(root, token);
  const server = createServer((request, response) => void runs.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const cold: number[] = [];
    const warm: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      cold.push(await timeClick(server));
      warm.push(await timeClick(server));
      await post(server, 'end', { chapter: 'bench' });
      // The server lets only so many requests pass each second.
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return [
      ['from a click to the first line of output, in a warm sandbox', warm],
      ['the same, in a cold one', cold],
    ];
  } finally {
    await runs.stop();
    server.closeAllConnections();
    server.close();
    await rm(root, { recursive: true });
  }
}

async function timeClick(server: Server): Promise<number> {
  const hash = await hashTranscript(COMMAND, '');
  const started = performance.now();
  const response = await post(server, 'run', {
    chapter: 'bench',
    fence: 0,
    hash,
    fromStart: false,
  });
  let first: number | undefined;
  let rest = '';
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    if (lines.some((line) => hasOutput(JSON.parse(line) as RunEvent))) {
      first ??= performance.now() - started;
    }
  }
  if (first === undefined) throw new Error(`expected output of ${COMMAND} but found none`);
  return first;
}

const hasOutput = (event: RunEvent) =>
  event.type === 'lines' && event.lines.some(({ kind }) => kind === 'output');

async function post(server: Server, action: string, body: object): Promise<Response> {
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const response = await fetch(`${origin}${RUN_PATH}${action}`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', [TOKEN_NAME]: token },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response;
}
