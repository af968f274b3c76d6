import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RecordOffer, Refusal } from '../../../src/run/messages.ts';
import { hashOf, startRunSite, verdictsOf, type RunSite } from '../run-site.ts';

const busybox = 'localhost:5050/busybox:1.38';
const before = `---
title: 기록
images: [${busybox}]
---

처음.

\`\`\`console id="start"
$ docker run --detach --name web ${busybox} sleep 1000
${'8'.repeat(64)}
\`\`\`

\`\`\`console id="list"
$ docker ps --quiet; echo 새로
${'8'.repeat(12)}
옛날
\`\`\`

\`\`\`console id="behind"
$ echo 셋
넷
\`\`\`
`;
const after = before.replace('옛날', '새로');

let site: RunSite;
beforeEach(async () => {
  site = await startRunSite({ chapter: before });
});
afterEach(() => site[Symbol.asyncDispose]());

/** Asks for what recording the second fence would change, or has it done. */
async function ask(action: 'diff' | 'record', fence: number, more = {}) {
  const hash = await hashOf(await site.read('chapter'), fence);
  const { text } = await site.ask(action, 'chapter', { fence, hash, ...more });
  return JSON.parse(text) as Partial<RecordOffer> & { refusal?: Refusal };
}

test('recording shows the difference first, then writes this fence and no other byte', async () => {
  const events = await site.run('chapter', 1, { fromStart: true });
  expect(verdictsOf(events).at(-1)?.verdict).toMatchObject({ kind: 'different', canRecord: true });
  const { lines, ticket } = await ask('diff', 1);
  expect(lines?.filter(({ side }) => side !== 'both')).toEqual([
    { side: 'page', text: '옛날' },
    { side: 'run', text: '새로' },
  ]);
  expect(await site.read('chapter')).toBe(before);
  expect(await ask('record', 1, { ticket })).toEqual({});
  expect(await site.read('chapter')).toBe(after);
});

test('after recording the chapter goes on where it was', async () => {
  await site.run('chapter', 1, { fromStart: true });
  const { ticket } = await ask('diff', 1);
  await ask('record', 1, { ticket });
  expect(verdictsOf(await site.run('chapter', 2))[0]?.verdict).toMatchObject({ canRecord: true });
});

test('a file that changed after the difference was shown is left alone', async () => {
  await site.run('chapter', 1, { fromStart: true });
  const { ticket } = await ask('diff', 1);
  const meanwhile = before.replace('처음.', '그사이에.');
  await site.write('chapter', meanwhile);
  expect((await ask('record', 1, { ticket })).refusal).toMatchObject({
    status: 409,
    offer: 'reload',
  });
  expect(await site.read('chapter')).toBe(meanwhile);
});

test('what was never shown is not written', async () => {
  await site.run('chapter', 1, { fromStart: true });
  const answer = await ask('record', 1, { ticket: 'a'.repeat(64) });
  expect(answer.refusal?.status).toBe(409);
  expect(await site.read('chapter')).toBe(before);
});

test.each<[string, number[], number]>([
  ['has not run', [], 1],
  ['ran without those before it', [1], 1],
  ['ran twice', [0, 1, 1], 1],
  ['ran behind one that differs', [0, 1, 2], 2],
  ['is as on the page', [0], 0],
])('a fence that %s is not recorded', async (_, fences, fence) => {
  for (const each of fences) await site.run('chapter', each);
  expect((await ask('diff', fence)).refusal).toMatchObject({ status: 409, offer: 'from-start' });
});
