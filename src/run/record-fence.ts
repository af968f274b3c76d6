import { createHash } from 'node:crypto';
import { courseDigests, readImagesLock } from '../sandbox/course-images.ts';
import { updateChapter } from '../transcript/update.ts';
import { holdLock } from '../verify/hold-lock.ts';
import { writeAtomically } from '../verify/write-atomically.ts';
import { judgeFence } from './judge-fence.ts';
import type { LiveChapter } from './live-chapter.ts';
import type { RecordOffer } from './messages.ts';
import type { AskedFence } from './read-asked-fence.ts';
import { Refused } from './refused.ts';

/** What recording a fence would change on its page; throws a `Refused` where its run is none to record. */
export function offerRecord(asked: AskedFence, live: LiveChapter | undefined): RecordOffer {
  const { chapter, fence } = asked;
  const verdict = live && judgeFence(chapter, fence, live.history, live.facts);
  if (live === undefined || verdict?.kind !== 'different' || !verdict.canRecord) {
    throw new Refused(
      409,
      '기록하려면 새 샌드박스에서 처음부터 여기까지 돌려야 하고, 앞의 명령이 모두 페이지와 같아야 해요.',
      { offer: 'from-start' },
    );
  }
  return { lines: verdict.lines, ticket: ticketOf(asked, live) };
}

/** Writes the fence's run into its chapter, in one step; the ticket says that it is what was shown. */
export async function recordFence(
  asked: AskedFence,
  live: LiveChapter | undefined,
  ticket: string,
): Promise<void> {
  const offer = offerRecord(asked, live);
  const { path, chapter } = asked;
  const isAsShown = live !== undefined && offer.ticket === ticket;
  const isWritten =
    isAsShown &&
    (await holdLock(path, () => writeAtomically(path, updated(asked, live), chapter.text)));
  if (!isWritten) {
    const text = '차이를 보여 드린 뒤에 파일이나 기록이 바뀌었어요. 새로 고치고 다시 돌려 주세요.';
    throw new Refused(409, text, { offer: 'reload' });
  }
}

/** The chapter as `record` would write it: all before the fence is as on the page, nothing behind it has run. */
function updated({ chapter, fence }: AskedFence, { history, facts }: LiveChapter): string {
  const recordings = new Map(
    chapter.transcripts.slice(0, fence + 1).flatMap(({ steps }, index) => {
      const run = history.find(chapter, index)?.recordings ?? [];
      return steps.flatMap((step, at) => (run[at] === undefined ? [] : [[step, run[at]] as const]));
    }),
  );
  return updateChapter(chapter, {
    recordings,
    literals: courseDigests(readImagesLock()),
    facts,
  });
}

function ticketOf(asked: AskedFence, live: LiveChapter): string {
  const { path, chapter } = asked;
  return createHash('sha256')
    .update(JSON.stringify([path, chapter.text, updated(asked, live)]))
    .digest('hex');
}
