import { courseDigests, readImagesLock } from '../sandbox/course-images.ts';
import { compareStep, type Judgement } from '../transcript/compare-step.ts';
import { createLineReader } from '../transcript/read-line.ts';
import { Renaming } from '../transcript/renaming.ts';
import { TranscriptError } from '../transcript/transcript-error.ts';
import type { Chapter, HostFacts, Step } from '../transcript/types.ts';
import { showDifference } from './show-difference.ts';
import type { FenceHistory } from './fence-history.ts';
import type { Renamed, Verdict } from './messages.ts';

/** How many names a verdict tells. */
const MOST_NAMES = 6;

/**
 * Holds the latest run of a fence against the page as the verifier would: under the renaming that the fences before it
 * teach, as far as they have run.
 */
export function judgeFence(
  chapter: Chapter,
  fence: number,
  history: FenceHistory,
  facts: HostFacts | undefined,
): Verdict {
  const readLine = createLineReader({
    literals: courseDigests(readImagesLock()),
    commands: chapter.transcripts.flatMap(({ steps }) => steps.map(({ command }) => command)),
    facts,
  });
  let known = new Renaming();
  let isSameSoFar = true;
  const own: { step: Step; judgement: Judgement; exitCode: number }[] = [];
  let durationMs = 0;
  try {
    for (const [index, transcript] of chapter.transcripts.slice(0, fence + 1).entries()) {
      const recordings = history.find(chapter, index)?.recordings ?? [];
      for (const [at, recording] of recordings.entries()) {
        const step = transcript.steps[at];
        if (step === undefined) continue;
        const judgement = compareStep(transcript, step, recording, known, readLine);
        if (judgement.drift === undefined) known = judgement.renaming;
        else if (index < fence) isSameSoFar = false;
        if (index < fence) continue;
        own.push({ step, judgement, exitCode: recording.exitCode });
        durationMs += recording.durationMs;
      }
    }
  } catch (error) {
    if (!(error instanceof TranscriptError)) throw error;
    const text = '순서가 섞인 줄을 구별할 수 없어서 페이지와 견주지 못했어요.';
    return { kind: 'failed', text, detail: error.message };
  }
  if (own.every(({ judgement }) => judgement.drift === undefined)) {
    return { kind: 'same', names: findNames(own.map(({ judgement }) => judgement)), durationMs };
  }
  const isStraight = history.find(chapter, fence)?.isStraight === true;
  return {
    kind: 'different',
    lines: showDifference(own),
    ...(!isStraight && { why: reasonOf(chapter, fence, history) }),
    canRecord: isStraight && isSameSoFar,
  };
}

/** What this run calls otherwise than the page does, in the order of the output. */
function findNames(judgements: readonly Judgement[]): Renamed[] {
  const names = new Map<string, Renamed>();
  for (const { written, renaming } of judgements) {
    for (const token of written.flatMap(({ gap, run }) => (gap ? [] : (run?.tokens ?? [])))) {
      if (!token.kind.isIdentity || token.kind.isLocal) continue;
      const binding = renaming.findRun(token);
      if (binding === undefined) continue;
      const length = token.kind.isCut ? token.text.length : undefined;
      const page = binding.page.slice(0, length);
      // One thing may show whole and cut: its first look tells enough.
      const isTold = [...names.keys()].some((run) => run.startsWith(token.text.slice(0, 12)));
      if (page !== token.text && !isTold) names.set(token.text, { run: token.text, page });
    }
  }
  return [...names.values()].slice(0, MOST_NAMES);
}

function reasonOf(chapter: Chapter, fence: number, history: FenceHistory): string {
  const isMissing = chapter.transcripts.some(
    ({ meta }, index) => index < fence && meta.skip === undefined && !history.find(chapter, index),
  );
  return isMissing
    ? '이 장의 앞 명령을 다 돌리지 않아서 다를 수 있어요.'
    : '이 샌드박스에서 차례대로 한 번씩 돌리지 않아서 다를 수 있어요.';
}
