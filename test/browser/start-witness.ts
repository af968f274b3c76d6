import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server answered to a request of a browser. */
export interface Answer {
  method: string | undefined;
  path: string;
  status: number | undefined;
}

/**
 * Starts a proxy that passes requests on as they are and remembers what was answered. What a browser tells of a frame's
 * requests is not enough: of those whose answer it blocks, it keeps some to itself.
 */
export async function startWitness(): Promise<{
  url: string;
  answers: readonly Answer[];
  stop(): void;
}> {
  const answers: Answer[] = [];
  const proxy = createServer((request, response) => {
    const { method, headers, url = '' } = request;
    const passed = ask(url, { method, headers }, (answer) => {
      answers.push({ method, path: new URL(url).pathname, status: answer.statusCode });
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    answers,
    stop: () => void proxy.close(),
  };
}
