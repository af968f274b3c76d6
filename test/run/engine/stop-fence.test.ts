import { expect, onTestFinished, test } from 'vitest';
import { limits } from '../../../src/run/limits.ts';
import { startLiveChapters } from '../../../src/run/live-chapters.ts';
import type { RunEvent } from '../../../src/run/messages.ts';
import { parseChapter } from '../../../src/transcript/parse-chapter.ts';
import { findLeftBehind, findProcesses, killSandboxes } from '../../sandbox/left-behind.ts';
import { hashOf, readEvents, startRunSite, verdictsOf, type RunSite } from '../run-site.ts';

const page = (...fences: string[]) =>
  `---\ntitle: 시험\n---\n\n${fences.map((each) => `\`\`\`console${each}\n\`\`\`\n`).join('\n')}`;

const good = '\n$ echo 하나\n하나';
const busybox = 'localhost:5050/busybox:1.38';
const paused = page(
  `\n$ docker run --detach --name ice ${busybox} sleep 1000; docker pause ice; echo "지금부터"; sleep 1000`,
  good,
).replace('title: 시험', `title: 시험\nimages: [${busybox}]`);
const plain = page(good);
const waits = page('\n$ echo "지금부터"; sleep 1000', good);

/** Begins to run the first fence and resolves when its output comes; `end` resolves to all that came. */
async function begin(site: RunSite, chapter: string): Promise<{ end: Promise<RunEvent[]> }> {
  const hash = await hashOf(await site.read(chapter), 0);
  const { promise: hasBegun, resolve } = Promise.withResolvers<void>();
  const end = site
    .send({
      path: '/__run/run',
      body: JSON.stringify({ chapter, fence: 0, hash, fromStart: false }),
      onText: (text) => {
        if (text.includes('"text":"지금부터"')) resolve();
      },
    })
    .then(({ text }) => readEvents(text));
  await Promise.race([hasBegun, end]);
  return { end };
}

const refusalOf = (events: readonly RunEvent[]) => {
  const last = events.at(-1);
  return last?.type === 'refused' ? last.refusal.text : last;
};

test('output comes while the command runs; who stops it ends the sandbox, and the next run has a fresh one', async () => {
  await using site = await startRunSite({ waits });
  const { end } = await begin(site, 'waits');
  expect((await site.ask('end', 'waits')).status).toBe(200);
  expect(refusalOf(await end)).toMatch(/^멈췄어요/);
  expect(findLeftBehind(process.pid)).toEqual([]);
  const events = await site.run('waits', 1);
  expect(events[0]).toEqual({ type: 'starting' });
  expect(verdictsOf(events)).toMatchObject([{ verdict: { kind: 'same' } }]);
});

test('while a chapter runs, another tab is told to wait', async () => {
  await using site = await startRunSite({ waits });
  const { end } = await begin(site, 'waits');
  expect(refusalOf(await site.run('waits', 1))).toMatch(/아직 돌고 있어요/);
  await site.ask('end', 'waits');
  await end;
});

test.each([
  ['', waits],
  // Frozen processes keep the sandbox from ending after its shell has, where control groups are of version 1.
  [' while a container in it is paused', paused],
])(
  'a sandbox that is killed in the middle%s says so, and the next run has a fresh one',
  async (_, chapter) => {
    await using site = await startRunSite({ chapter });
    const { end } = await begin(site, 'chapter');
    expect(killSandboxes(process.pid)).toBe(1);
    const [found] = verdictsOf(await end);
    expect(found?.verdict).toMatchObject({
      kind: 'failed',
      text: '샌드박스가 갑자기 사라졌어요. 다시 돌리면 새 샌드박스에서 시작해요.',
    });
    expect((await site.run('chapter', 1))[0]).toEqual({ type: 'starting' });
  },
);

test('a server that stops in the middle leaves nothing', async () => {
  const site = await startRunSite({ waits });
  await begin(site, 'waits');
  await site.stop();
  expect(findLeftBehind(process.pid)).toEqual([]);
  await site[Symbol.asyncDispose]();
});

test('a server that stops while a sandbox starts leaves nothing', async () => {
  const site = await startRunSite({ waits });
  const hash = await hashOf(waits, 1);
  const { promise: isStarting, resolve } = Promise.withResolvers<void>();
  const body = JSON.stringify({ chapter: 'waits', fence: 1, hash, fromStart: false });
  const end = site.send({ path: '/__run/run', body, onText: () => resolve() });
  await isStarting;
  await site.stop();
  await end;
  expect(findLeftBehind(process.pid)).toEqual([]);
  await site[Symbol.asyncDispose]();
});

/** What keeps chapters for the pages, and a chapter on as many machines as may run at a time. */
async function startFull() {
  const lives = startLiveChapters({ refuseStart: () => {} });
  onTestFinished(() => lives.stop());
  const hosts = Array.from({ length: limits.sandboxes }, (_, index) => `host-${index}`);
  const chapter = parseChapter('full.mdx', plain.replace('시험', `시험\nhosts: [${hosts.join()}]`));
  const full = { slug: 'full', chapter, isFresh: false, onStart: () => {} };
  await lives.use(full, async () => {});
  return { lives, full };
}

test('a server that stops while a sandbox ends leaves nothing', async () => {
  const { lives } = await startFull();
  void lives.end('full');
  expect(lives.find('full')).toBeUndefined();
  await lives.stop();
  expect(findLeftBehind(process.pid)).toEqual([]);
});

test('a sandbox that ends counts until it has ended', async () => {
  const { lives, full } = await startFull();
  void lives.end('full');
  expect(findProcesses(process.pid)).not.toEqual([]);
  const chapter = parseChapter('next.mdx', plain);
  const left: string[][] = [];
  const onStart = () => void left.push(findProcesses(process.pid));
  await lives.use({ ...full, slug: 'next', chapter, onStart }, async () => {});
  expect(left).toEqual([[]]);
});

test('a sandbox in which nothing runs any more ends', async () => {
  await using site = await startRunSite({ waits }, { idleMs: 1 });
  await site.run('waits', 1);
  while ((await site.run('waits', 1))[0]?.type !== 'starting') await nextTurn();
});

test('a run that takes too long is ended', async () => {
  await using site = await startRunSite({ waits }, { runMs: 1_000 });
  expect(refusalOf(await site.run('waits', 0))).toMatch(/분이 지나서 멈췄어요/);
  expect(findLeftBehind(process.pid)).toEqual([]);
});

test.each([
  ['time', page(' timeout="1s"\n$ sleep 1000', good), /^정해진 시간 안에 끝나지 않아서/],
  ['an answer', page(' timeout="5s"\n$ read -p "Sure? [y/N] "', good), /^명령이 물어보는데/],
  ['less output', page('\n$ yes', good), /^출력이 너무 길어서/],
  ['a shell', page('\n$ exit 3', good), /^명령이 셸을 끝내서/],
  ['an engine', page('\n$ pkill -9 -x dockerd; sleep 1000', good), /^샌드박스 안의 엔진이 끝나서/],
])('a command that lacks %s ends its sandbox, and the page says why', async (_, chapter, text) => {
  await using site = await startRunSite({ chapter });
  const [found] = verdictsOf(await site.run('chapter', 0));
  expect(found?.verdict).toMatchObject({ kind: 'failed', text: expect.stringMatching(text) });
  expect((await site.run('chapter', 1))[0]).toEqual({ type: 'starting' });
});

test('an open quote runs nothing, and the sandbox goes on', async () => {
  await using site = await startRunSite({ chapter: page('\n$ echo "', good) });
  await site.run('chapter', 1);
  expect((await site.run('chapter', 0)).at(-1)).toMatchObject({
    type: 'refused',
    refusal: { status: 422, detail: expect.stringContaining('unexpected EOF') },
  });
  expect((await site.run('chapter', 1))[0]).toEqual({ type: 'fence', fence: 1 });
});

test('a thousand runs at once start no more sandboxes than may', async () => {
  const pages = Array.from({ length: 2 * limits.sandboxes }, (_, index) => `chapter-${index}`);
  await using site = await startRunSite(Object.fromEntries(pages.map((slug) => [slug, plain])));
  const asked = Array.from({ length: 1_000 }, (_, index) =>
    site.run(pages[index % pages.length] ?? '', 0),
  );
  const started = (await Promise.all(asked)).filter(([first]) => first?.type === 'starting');
  expect(started).toHaveLength(limits.sandboxes);
});

test('as many sandboxes start as may; then one has to be ended, which the page names', async () => {
  const chapters = Array.from({ length: limits.sandboxes }, (_, index) => `chapter-${index}`);
  const next = page('\n$ true');
  const pages = Object.fromEntries([...chapters, 'next'].map((slug) => [slug, next]));
  await using site = await startRunSite(pages);
  await Promise.all(chapters.map((chapter) => site.run(chapter, 0)));
  expect((await site.run('next', 0)).at(-1)).toMatchObject({
    refusal: { status: 503, offer: 'end', chapters: expect.arrayContaining(chapters) },
  });
  await site.ask('end', 'chapter-2');
  expect(verdictsOf(await site.run('next', 0))).toMatchObject([{ verdict: { kind: 'same' } }]);
});

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
