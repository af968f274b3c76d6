import type { Chapter } from '../transcript/types.ts';
import { limits } from './limits.ts';
import { startLiveChapter, type LiveChapter } from './live-chapter.ts';
import { Refused } from './refused.ts';

/** The chapters that have a sandbox, within the limits. */
export interface LiveChapters {
  /** The sandbox of a chapter, where it has one and nothing runs in it. */
  find(slug: string): LiveChapter | undefined;
  /**
   * Does some work in a chapter's sandbox, alone: in the one that it has, or in a fresh one. Throws a `Refused` where
   * the chapter is at work already or where no sandbox is left; where the work fails otherwise, the sandbox has ended.
   */
  use(wanted: Wanted, work: (live: LiveChapter) => Promise<void>): Promise<void>;
  /** Ends a chapter's sandbox, whatever it does. */
  end(slug: string): Promise<void>;
  /** Ends all of them, also those that are ending already; none starts any more. */
  stop(): Promise<void>;
}

/** What work is to be done in. */
export interface Wanted {
  slug: string;
  chapter: Chapter;
  /** Not in the sandbox that the chapter may have. */
  isFresh: boolean;
  /** Called where one has to be started. */
  onStart: () => void;
}

interface Place {
  /** What its machines were started for. */
  front: string;
  machines: number;
  /** Settles when the work that is under way is over. */
  work?: Promise<void> | undefined;
  /** Why it ends, where that was not the work's own doing. */
  ended?: 'by hand' | 'too long' | 'server';
  live?: LiveChapter;
  idle?: NodeJS.Timeout;
}

/** Nothing runs yet. `refuseStart` throws a `Refused` where this machine can hold no (further) sandbox. */
export function startLiveChapters({
  refuseStart,
  idleMs = limits.idleMs,
  runMs = limits.runMs,
}: {
  refuseStart: () => void;
  idleMs?: number;
  runMs?: number;
}): LiveChapters {
  const places = new Map<string, Place>();
  /** Nobody is given these any more; their machines count until they have ended. */
  const leaving = new Map<Place, Promise<void>>();
  let isStopped = false;

  function leave(slug: string, place: Place): Promise<void> {
    if (places.get(slug) === place) places.delete(slug);
    const found = leaving.get(place);
    if (found !== undefined) return found;
    const left = (place.live?.stop() ?? Promise.resolve()).finally(() => leaving.delete(place));
    leaving.set(place, left);
    return left;
  }

  async function end(slug: string, why: Place['ended'] = 'by hand'): Promise<void> {
    const place = places.get(slug);
    if (place === undefined) return;
    place.ended ??= why;
    clearTimeout(place.idle);
    if (place.work === undefined) return leave(slug, place);
    await place.live?.stop();
    await place.work;
  }

  /** For those whom nobody waits for: what goes wrong is said on the terminal. */
  async function endAlone(slug: string, why?: Place['ended']): Promise<void> {
    await end(slug, why).catch((error: unknown) => {
      console.error(
        `run: expected the sandbox of ${slug} to end, found: ${String(error)}. Stop the server; what is left ends with it.`,
      );
    });
  }

  const isFullFor = (chapter: Chapter) =>
    [...places.values(), ...leaving.keys()].reduce(
      (sum, { machines }) => sum + machines,
      countMachines(chapter),
    ) > limits.sandboxes;

  function take({ slug, chapter }: Wanted): Place {
    if (isStopped) throw describeEnd('server');
    const found = places.get(slug);
    if (found !== undefined) return found;
    if (isFullFor(chapter)) {
      const text = `한 번에 샌드박스를 ${limits.sandboxes}개까지 켤 수 있는데 다 쓰고 있어요. 아래에서 하나를 끝내고 다시 눌러 주세요.`;
      throw new Refused(503, text, { offer: 'end', chapters: [...places.keys()] });
    }
    refuseStart();
    const place = { machines: countMachines(chapter), front: frontOf(chapter) };
    places.set(slug, place);
    return place;
  }

  return {
    find: (slug) => {
      const place = places.get(slug);
      return place?.work === undefined ? place?.live : undefined;
    },
    async use(wanted, work) {
      const { slug, chapter, isFresh, onStart } = wanted;
      const old = places.get(slug);
      if (old?.work !== undefined) throw busy(slug);
      if (old !== undefined && (isFresh || old.front !== frontOf(chapter))) await end(slug);
      // Those that end already make room: nobody has to end another.
      if (isFullFor(chapter)) await Promise.allSettled(leaving.values());
      const place = take(wanted);
      if (place.work !== undefined) throw busy(slug);
      clearTimeout(place.idle);
      const over = Promise.withResolvers<void>();
      place.work = over.promise;
      const tooLong = setTimeout(() => void endAlone(slug, 'too long'), runMs);
      let isWhole = false;
      try {
        if (place.live === undefined) {
          onStart();
          place.live = await startLiveChapter(chapter);
        }
        // It may have been ended when there was nothing to end yet.
        if (place.ended === undefined) await work(place.live);
        isWhole = true;
      } catch (error) {
        isWhole = error instanceof Refused && place.live !== undefined;
        if (place.ended === undefined) throw error;
      } finally {
        clearTimeout(tooLong);
        delete place.work;
        if (isWhole && place.ended === undefined) {
          place.idle = setTimeout(() => void endAlone(slug), idleMs).unref();
          over.resolve();
        } else {
          await leave(slug, place).finally(over.resolve);
        }
      }
      if (place.ended !== undefined) throw describeEnd(place.ended);
    },
    end: (slug) => end(slug),
    async stop() {
      isStopped = true;
      const ends = [...places.keys()].map((slug) => endAlone(slug, 'server'));
      await Promise.allSettled([...ends, ...leaving.values()]);
    },
  };
}

const countMachines = ({ hosts }: Chapter) => Math.max(1, hosts.length);

function frontOf({ images, hosts, needs }: Chapter): string {
  return JSON.stringify([images, hosts, needs]);
}

/** Who pressed may have lost the button that stops it, by a reload for example. */
const busy = (slug: string) =>
  new Refused(
    409,
    '이 장의 다른 명령이 아직 돌고 있어요. 끝나기를 기다리거나, 아래에서 이 장의 샌드박스를 끝내고 새로 돌려 주세요.',
    { offer: 'end', chapters: [slug] },
  );

function describeEnd(ended: NonNullable<Place['ended']>): Refused {
  return new Refused(ended === 'server' ? 503 : 409, endings[ended]);
}

const endings: Record<NonNullable<Place['ended']>, string> = {
  'by hand': '멈췄어요. 다시 돌리면 새 샌드박스에서 시작해요.',
  'too long': `${limits.runMs / 60_000}분이 지나서 멈췄어요. 다시 돌리면 새 샌드박스에서 시작해요.`,
  server: '서버가 끝나서 멈췄어요. 다시 켜면 새 샌드박스에서 시작해요.',
};
