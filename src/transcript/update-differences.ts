import { compareStep } from './compare-step.ts';
import { hasGap } from './compare.ts';
import { createLineReader } from './read-line.ts';
import { Renaming } from './renaming.ts';
import type { WrittenLine } from './rewrite-output.ts';
import { TranscriptError } from './transcript-error.ts';
import type { Chapter, Difference, Place, Recording, Step, Transcript } from './types.ts';
import type { Recorded } from './update.ts';

/**
 * What an engine line prints differently from the page, after a run of the chapter on it, whose steps know what was known before.
 * What still holds stays as it is, and reasons stay. Throws a `TranscriptError` where a fence that differs has no id.
 */
export function updateDifferences(
  chapter: Pick<Chapter, 'transcripts'>,
  { recordings, literals, facts }: Recorded,
): Difference[] {
  const commands = chapter.transcripts.flatMap(({ steps }) => steps.map(({ command }) => command));
  const readLine = createLineReader({ literals, commands, facts });
  let known = new Renaming();
  const differences: Difference[] = [];
  for (const transcript of chapter.transcripts) {
    for (const [index, step] of transcript.steps.entries()) {
      const recording = recordings.get(step);
      if (recording === undefined) {
        if (step.known !== undefined) differences.push(step.known);
        continue;
      }
      const { printed } = step.known ?? {};
      const earlier = printed?.command === step.command ? printed : undefined;
      const ofEarlier = earlier && compareStep(transcript, earlier, recording, known, readLine);
      const ofPage = compareStep(transcript, step, recording, known, readLine);
      const isLasting = ofPage.drift !== undefined || (earlier !== undefined && hasGap(earlier));
      if (step.known !== undefined && ofEarlier?.drift === undefined && ofEarlier && isLasting) {
        known = ofEarlier.renaming;
        differences.push(step.known);
        continue;
      }
      if (ofPage.drift === undefined) {
        known = ofPage.renaming;
        continue;
      }
      // In the order in which it was printed: lines that the page has not would all come last.
      const judgement = compareStep(
        { meta: { ...transcript.meta, unordered: false } },
        ...([earlier ?? step, recording, known, readLine] as const),
      );
      known = judgement.renaming;
      differences.push({
        ...(step.known ?? findName(transcript, index, step)),
        printed: writeStep(step, judgement.written, recording),
      });
    }
  }
  return differences;
}

function findName({ meta }: Transcript, index: number, step: Step): Difference {
  if (meta.id !== undefined) {
    return { id: meta.id, step: index + 1, reason: '', isImpossible: false, place: step.place };
  }
  const sentence =
    'expected an id of the fence, since this engine line prints something else here, but found none. Write one like id="pull-by-tag" after ```console.';
  throw new TranscriptError([{ place: step.place, sentence }]);
}

function writeStep(
  { command, place }: { command: string; place: Place },
  written: readonly WrittenLine[],
  { exitCode }: Recording,
): Step {
  const expected = written.map(({ text, gap }) => ({ text, gap, place }));
  return { command, expected, exitCode, place };
}
