import { expect, test } from 'vitest';
import { readEvents, startRunSite } from './run-site.ts';

type Build = NonNullable<NonNullable<Parameters<typeof startRunSite>[1]>['build']>;

/** What a page hears that has the engine built like this. */
async function askToBuild(build: Build) {
  await using site = await startRunSite({}, { build });
  const { status, text } = await site.send({ path: '/__run/build', body: '{}' });
  return { status, events: readEvents(text) };
}

test('a page hears of every step of the building of an engine, and that it is built', async () => {
  const { status, events } = await askToBuild(async (say) => {
    say('downloading', '1 of 2');
    say('building');
  });
  expect(status).toBe(200);
  expect(events).toEqual([
    { type: 'building', step: 'downloading', detail: '1 of 2' },
    { type: 'building', step: 'building', detail: '' },
    { type: 'built' },
    { type: 'end' },
  ]);
});

test('a building that fails is refused with its reason, and is not called built', async () => {
  const { events } = await askToBuild(async (say) => {
    say('downloading');
    throw new Error('expected to download 3 packages, found: no network.');
  });
  expect(events).toEqual([
    { type: 'building', step: 'downloading', detail: '' },
    {
      type: 'refused',
      refusal: {
        status: 500,
        text: '뜻밖의 일로 하지 못했어요. 다시 눌러 보세요.',
        detail: 'expected to download 3 packages, found: no network.',
      },
    },
  ]);
});

test('a step is heard of when it comes, not when all is built', async () => {
  const heard = Promise.withResolvers<void>();
  await using site = await startRunSite(
    {},
    {
      build: async (say) => {
        say('building');
        await heard.promise;
      },
    },
  );
  const { text } = await site.send({
    path: '/__run/build',
    body: '{}',
    onText: (so) => so.includes('"building"') && heard.resolve(),
  });
  expect(readEvents(text).map(({ type }) => type)).toEqual(['building', 'built', 'end']);
});
