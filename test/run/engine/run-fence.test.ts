import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { screenOf, startRunSite, verdictsOf, type RunSite } from '../run-site.ts';

const busybox = 'localhost:5050/busybox:1.38';
const id = (letter: string) => letter.repeat(64);

const lesson = `---
title: 돌리기
images: [${busybox}]
---

\`\`\`console id="start"
$ docker run --detach --name web ${busybox} sleep 1000
${id('8')}
\`\`\`

\`\`\`console id="list"
$ docker ps --quiet
${'8'.repeat(12)}
$ cd /tmp
\`\`\`

\`\`\`console id="state"
$ pwd
/tmp
\`\`\`

\`\`\`console id="drifts"
$ echo 하나; echo 둘; false
하나
셋
\`\`\`

\`\`\`console id="shown" skip="보여 주기만"
$ reboot
\`\`\`

\`\`\`dockerfile title="made/Dockerfile"
FROM scratch
\`\`\`

\`\`\`console id="file"
$ cat ~/course/made/Dockerfile
FROM scratch
\`\`\`
`;

let site: RunSite;
beforeAll(async () => {
  site = await startRunSite({ lesson, other: lesson });
});
afterAll(() => site[Symbol.asyncDispose]());
beforeEach(async () => {
  await site.ask('end', 'lesson');
});

test('a fence that prints what the page says is the same, with the renaming that makes it so', async () => {
  const events = await site.run('lesson', 0);
  expect(events[0]).toEqual({ type: 'starting' });
  const [run] = screenOf(events, 0).slice(1);
  expect(screenOf(events, 0)[0]).toBe(`$ docker run --detach --name web ${busybox} sleep 1000`);
  expect(run).toMatch(/^[0-9a-f]{64}$/);
  expect(verdictsOf(events)).toMatchObject([
    { fence: 0, verdict: { kind: 'same', names: [{ run, page: id('8') }] } },
  ]);
});

test('state carries over: the next fences meet what the one before left', async () => {
  await site.run('lesson', 0);
  const listed = await site.run('lesson', 1);
  expect(listed.map(({ type }) => type)).not.toContain('starting');
  expect(verdictsOf(listed)).toMatchObject([{ fence: 1, verdict: { kind: 'same' } }]);
  expect(verdictsOf(await site.run('lesson', 2))).toMatchObject([{ verdict: { kind: 'same' } }]);
});

test('what differs is shown line by line, in the page’s words, the exit code with it', async () => {
  const found = verdictsOf(await site.run('lesson', 3, { fromStart: true })).at(-1);
  expect(found?.verdict).toEqual({
    kind: 'different',
    canRecord: true,
    lines: [
      { side: 'both', text: '$ echo 하나; echo 둘; false' },
      { side: 'both', text: '하나' },
      { side: 'page', text: '셋' },
      { side: 'run', text: '둘' },
      { side: 'run', text: '[1]' },
    ],
  });
});

test('a fence that runs again does so where it is, and is told apart from the chapter’s order', async () => {
  await site.run('lesson', 0);
  const [found] = verdictsOf(await site.run('lesson', 0));
  expect(found?.verdict).toMatchObject({
    kind: 'different',
    canRecord: false,
    why: '이 샌드박스에서 차례대로 한 번씩 돌리지 않아서 다를 수 있어요.',
  });
});

test('a chapter runs up to a fence in a fresh sandbox, without what is only shown', async () => {
  await site.run('lesson', 2);
  const events = await site.run('lesson', 5, { fromStart: true });
  expect(events[0]).toEqual({ type: 'starting' });
  expect(verdictsOf(events).map(({ fence, verdict }) => [fence, verdict.kind])).toEqual([
    [0, 'same'],
    [1, 'same'],
    [2, 'same'],
    [3, 'different'],
    [5, 'same'],
  ]);
});

test('what is only shown does not run', async () => {
  expect(await site.run('lesson', 4)).toMatchObject([
    { type: 'refused', refusal: { status: 409 } },
  ]);
});

test('a reset chapter starts anew', async () => {
  await site.run('lesson', 0);
  await site.ask('end', 'lesson');
  const events = await site.run('lesson', 2);
  expect(events[0]).toEqual({ type: 'starting' });
  const [found] = verdictsOf(events);
  expect(found?.verdict).toMatchObject({
    kind: 'different',
    why: '이 장의 앞 명령을 다 돌리지 않아서 다를 수 있어요.',
  });
});

test('two chapters run at once, each in its own sandbox', async () => {
  const both = await Promise.all(
    ['lesson', 'other'].map((chapter) => site.run(chapter, 1, { fromStart: true })),
  );
  expect(both.map((events) => verdictsOf(events).map(({ verdict }) => verdict.kind))).toEqual([
    ['same', 'same'],
    ['same', 'same'],
  ]);
});

test('output with markup and escapes reaches the page as a terminal shows it, without any escape', async () => {
  const lines = ['<img src=x onerror=alert(1)>', '빨강', '</pre><script>1</script>'];
  const command = `printf '<img src=x onerror=alert(1)>\\n\\033[31m빨강\\033[0m\\033]0;title\\007\\033]8;;http://evil.example\\007\\n</pre><script>1</script>\\n\\u202e\\b'`;
  const page = `---\ntitle: 출력\n---\n\n\`\`\`console\n$ ${command}\n${lines.join('\n')}\n\`\`\`\n`;
  await using own = await startRunSite({ page });
  const events = await own.run('page', 0);
  expect(screenOf(events, 0).slice(1, 4)).toEqual(lines);
  expect(JSON.stringify(events)).not.toMatch(/\\u001b|\\u0007|\\u009b/);
});

test('of a long output the page gets the last lines', async () => {
  const page = `---\ntitle: 출력\n---\n\n\`\`\`console\n$ seq 3000\n...\n\`\`\`\n`;
  await using own = await startRunSite({ page });
  const events = await own.run('page', 0);
  const shown = screenOf(events, 0);
  expect([shown.length, shown[0], shown.at(-1)]).toEqual([1_001, '앞의 2001줄은 줄였어요', '3000']);
  expect(verdictsOf(events)).toMatchObject([{ verdict: { kind: 'same' } }]);
});

test('where a chapter has several machines, a fence and its files are on the right one', async () => {
  const fence = (meta: string, body: string) => `\`\`\`console ${meta}\n${body}\n\`\`\`\n`;
  const hosts = [
    '---\ntitle: 둘\nhosts: [seoul, busan]\n---\n',
    '```txt title="greeting"\n안녕\n```\n',
    fence('', '$ hostname; cat greeting\nseoul\n안녕'),
    fence('host="busan"', '$ hostname; ls\nbusan'),
  ].join('\n');
  await using own = await startRunSite({ hosts });
  const events = await own.run('hosts', 1, { fromStart: true });
  expect(verdictsOf(events).map(({ verdict }) => verdict.kind)).toEqual(['same', 'same']);
  expect(screenOf(events, 1)[0]).toBe('busan $ hostname; ls');
});
