import { RUN_PATH, TOKEN_NAME, type Action, type Refusal, type RunEvent } from '../messages.ts';

/** What the server would not do. */
export class RefusedError extends Error {
  override name = 'RefusedError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.text);
    this.refusal = refusal;
  }
}

/** Asks the server for something; throws a `RefusedError` where it would not. */
export async function askServer<T>(action: Action, body: object): Promise<T> {
  const response = await post(action, body);
  return (await response.json()) as T;
}

/** Asks the server for something that takes its time, and hears of all that comes. */
export async function* followServer(action: Action, body: object): AsyncGenerator<RunEvent> {
  const response = await post(action, body);
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let isWhole = false;
  let rest = '';
  for (;;) {
    const part = await reader?.read().catch(() => undefined);
    if (part?.value === undefined) break;
    const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const event = JSON.parse(line) as RunEvent;
      isWhole ||= event.type === 'end' || event.type === 'refused';
      yield event;
    }
  }
  if (!isWhole) throw new RefusedError(gone);
}

async function post(action: Action, body: object): Promise<Response> {
  const token = document.querySelector<HTMLMetaElement>(`meta[name="${TOKEN_NAME}"]`)?.content;
  const response = await fetch(RUN_PATH + action, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [TOKEN_NAME]: token ?? '' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new RefusedError(gone);
  });
  if (response.ok) return response;
  const answer = (await response.json().catch(() => undefined)) as
    { refusal?: Refusal } | undefined;
  throw new RefusedError(answer?.refusal ?? gone);
}

const gone: Refusal = {
  status: 0,
  text: '서버가 멈춰서 돌릴 수 없어요. 터미널에서 npm start로 다시 켠 다음 새로 고쳐 주세요. 읽는 데는 지장이 없어요.',
  offer: 'reload',
};
