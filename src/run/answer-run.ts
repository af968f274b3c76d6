import { describeFailure } from './describe-failure.ts';
import { judgeFence } from './judge-fence.ts';
import type { LiveChapter } from './live-chapter.ts';
import type { LiveChapters } from './live-chapters.ts';
import type { AskedFence } from './read-asked-fence.ts';
import { Refused } from './refused.ts';
import type { EventStream } from './stream-events.ts';
import { watchFence } from './watch-fence.ts';

/** Runs a fence in its chapter's sandbox, or the chapter up to it in a fresh one, and tells the page of all that comes. */
export async function answerRun(
  asked: AskedFence,
  isFromStart: boolean,
  { lives, stream }: { lives: LiveChapters; stream: EventStream },
): Promise<void> {
  const { slug, chapter, fence } = asked;
  const fences = isFromStart ? fencesUpTo(asked) : [fence];
  const onStart = () => stream.send({ type: 'starting' });
  let running = fences[0] ?? fence;
  try {
    await lives.use({ slug, chapter, isFresh: isFromStart, onStart }, async (live) => {
      for (running of fences) {
        // Nobody looks any more.
        if (stream.isClosed()) return;
        await runFence({ ...asked, fence: running }, live, stream);
      }
    });
  } catch (error) {
    if (error instanceof Refused) throw error;
    stream.send({ type: 'verdict', fence: running, verdict: describeFailure(error) });
  }
}

function fencesUpTo({ chapter, fence }: AskedFence): number[] {
  return chapter.transcripts.flatMap(({ meta }, index) =>
    index <= fence && meta.skip === undefined ? [index] : [],
  );
}

async function runFence(
  { chapter, fence }: AskedFence,
  live: LiveChapter,
  stream: EventStream,
): Promise<void> {
  const transcript = chapter.transcripts[fence];
  if (transcript === undefined) throw new Error(`no fence ${fence}`);
  stream.send({ type: 'fence', fence });
  const watch = watchFence(transcript, fence, stream);
  try {
    watch.finish(await live.run(chapter, fence, watch.draw));
  } finally {
    watch.stop();
  }
  const verdict = judgeFence(chapter, fence, live.history, live.facts);
  stream.send({ type: 'verdict', fence, verdict });
}
