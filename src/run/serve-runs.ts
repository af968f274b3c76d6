import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerRun } from './answer-run.ts';
import { buildRoot, stopBuild } from './build-root.ts';
import { guardRequest } from './guard-request.ts';
import { limits } from './limits.ts';
import { startLiveChapters } from './live-chapters.ts';
import { makeRate } from './make-rate.ts';
import { actions, RUN_PATH, type Action, type Refusal } from './messages.ts';
import { readAskedFence } from './read-asked-fence.ts';
import { readAsked } from './read-asked.ts';
import { offerRecord, recordFence } from './record-fence.ts';
import { refuseMachine } from './refuse-machine.ts';
import { Refused } from './refused.ts';
import { streamEvents } from './stream-events.ts';

/** What answers the pages of one server. */
export interface RunServer {
  /** Answers a request below `RUN_PATH`, whatever it asks for. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends every sandbox; safe to call twice. */
  stop(): Promise<void>;
  /** Ends the building of an engine root, for good: where this process ends. */
  stopBuild(): Promise<void>;
}

/** Runs fences of the chapters below `root` (absolute) for pages that know the token. */
export function serveRuns(
  root: string,
  token: string,
  {
    build = buildRoot,
    ...options
  }: {
    idleMs?: number;
    runMs?: number;
    refuseStart?: () => void;
    build?: typeof buildRoot;
  } = {},
): RunServer {
  const lives = startLiveChapters({ refuseStart: () => refuseMachine(), ...options });
  const mayPass = makeRate(limits.requests);

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<object | undefined> {
    guardRequest(request, token);
    if (!mayPass()) {
      throw new Refused(429, '요청이 너무 많아요. 조금 있다가 다시 눌러 주세요.');
    }
    const action = findAction(request.url);
    const asked = await readAsked(request, action);
    const fence = () => readAskedFence(root, asked);
    switch (action) {
      case 'end':
        await lives.end(asked.chapter);
        return {};
      case 'diff':
        return offerRecord(await fence(), lives.find(asked.chapter));
      case 'record':
        await recordFence(await fence(), lives.find(asked.chapter), asked.ticket);
        return {};
      case 'run': {
        const found = await fence();
        return streamed(response, (stream) => answerRun(found, asked.fromStart, { lives, stream }));
      }
      case 'build':
        return streamed(response, async (stream) => {
          await build((step, detail = '') => stream.send({ type: 'building', step, detail }));
          stream.send({ type: 'built' });
        });
    }
  }

  return {
    async handle(request, response) {
      try {
        const found = await answer(request, response);
        if (found !== undefined) send(response, 200, found);
      } catch (error) {
        const refusal = refusalOf(error);
        send(response, refusal.status, { refusal });
      }
    },
    stop: () => lives.stop(),
    stopBuild,
  };
}

function findAction(url: string | undefined): Action {
  const action = actions.find((each) => `${RUN_PATH}${each}` === url);
  if (action === undefined) throw new Refused(404, '이런 주소는 없어요.');
  return action;
}

/** What goes wrong after the answer has begun is its last event. */
async function streamed(
  response: ServerResponse,
  work: (stream: ReturnType<typeof streamEvents>) => Promise<void>,
): Promise<undefined> {
  const stream = streamEvents(response);
  try {
    await work(stream);
    stream.send({ type: 'end' });
  } catch (error) {
    stream.send({ type: 'refused', refusal: refusalOf(error) });
  } finally {
    stream.end();
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  const detail = error instanceof Error ? error.message : String(error);
  return { status: 500, text: '뜻밖의 일로 하지 못했어요. 다시 눌러 보세요.', detail };
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent || response.destroyed) return;
  // A body that was not read to its end must not be taken for the next request.
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...(status === 200 ? {} : { connection: 'close' }),
  });
  response.end(JSON.stringify(body));
}
