import type { ServerResponse } from 'node:http';
import type { RunEvent } from './messages.ts';

/** An answer that grows: one event per line, as JSON. */
export interface EventStream {
  send(event: RunEvent): void;
  /** Whether what was sent has not gone yet: what will be replaced soon need not be sent. */
  isSlow(): boolean;
  /** Whether the page has gone. */
  isClosed(): boolean;
  end(): void;
}

/** Begins to answer; the status is 200 from here on. */
export function streamEvents(response: ServerResponse): EventStream {
  response.writeHead(200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.flushHeaders();
  response.socket?.setNoDelay(true);
  const isClosed = () => response.destroyed || response.writableEnded;
  return {
    send: (event) => {
      if (!isClosed()) response.write(`${JSON.stringify(event)}\n`);
    },
    isSlow: () => response.writableNeedDrain,
    isClosed,
    end: () => response.end(),
  };
}
