import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyDifferences } from '../../src/transcript/apply-differences.ts';
import { startComparison, type Drift } from '../../src/transcript/compare.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import { parseDifferences } from '../../src/transcript/parse-differences.ts';
import { printDifferences } from '../../src/transcript/print-differences.ts';
import { printPlace } from '../../src/transcript/transcript-error.ts';
import type { Chapter, Recording } from '../../src/transcript/types.ts';
import { updateDifferences } from '../../src/transcript/update-differences.ts';
import { lucks } from './lucks.ts';
import { courseDigest, playLesson, recordingsOf, writePage, type Luck } from './play-lesson.ts';

const literals = new Set([courseDigest]);
const LINE = '26.1-overlay2';
const FILE = `engines/${LINE}/lesson.md`;

function applyText(page: string, text: string): Chapter {
  return applyDifferences(parseChapter('lesson.mdx', page), parseDifferences(FILE, text));
}

/** Records what a page's steps print on the line, given what was known before. */
function record(page: string, text: string, recordings: readonly Recording[]): string {
  const chapter = applyText(page, text);
  const steps = chapter.transcripts.flatMap((transcript) => transcript.steps);
  const paired = steps.flatMap((step, index) => {
    const recording = recordings[index];
    return recording === undefined ? [] : [[step, recording] as const];
  });
  const found = updateDifferences(chapter, { recordings: new Map(paired), literals });
  return printDifferences(`lesson on ${LINE}`, { steps: found });
}

function verify(page: string, text: string, recordings: readonly Recording[]): Drift[] {
  const { transcripts } = applyText(page, text);
  const steps = transcripts.flatMap((transcript) => transcript.steps);
  const commands = steps.map(({ command }) => command);
  const comparison = startComparison({ literals, commands }, LINE);
  return transcripts.flatMap((transcript) =>
    transcript.steps.flatMap((step) => {
      const recording = recordings[steps.indexOf(step)];
      return (recording && comparison.compare(transcript, step, recording)) ?? [];
    }),
  );
}

const printed = (output: string, exitCode = 0): Recording => ({
  lines: output.split('\n'),
  exitCode,
  durationMs: 1,
});

const pageOf = (luck: Luck): string =>
  writePage(
    playLesson(luck).map((fence, index) => ({
      ...fence,
      meta: fence.meta.includes('id=') ? fence.meta : `${fence.meta} id="fence-${index}"`,
    })),
    '',
  );

test('recording a line twice changes nothing, and what was recorded verifies, also in another run', () => {
  fc.assert(
    fc.property(lucks, lucks, lucks, fc.integer(), (luck, run, next, seed) => {
      const change = (played: Luck) =>
        recordingsOf(playLesson(played)).map((recording, index) => ({
          ...recording,
          exitCode: (seed + index) % 3 === 0 ? 7 : recording.exitCode,
        }));
      const page = pageOf(luck);
      const once = record(page, '', change(run));
      expect(record(page, once, change(run))).toBe(once);
      expect(record(page, once, change(next))).toBe(once);
      expect(verify(page, once, change(next))).toEqual([]);
      expect(record(page, once, recordingsOf(playLesson(next)))).toBe(
        printDifferences(`lesson on ${LINE}`, { steps: [] }),
      );
    }),
  );
});

const page = `# 장

\`\`\`console id="list"
$ docker images
web  4.42MB
$ docker ps
none
\`\`\`
`;

const known = `# lesson on 26.1-overlay2

## list, step 1

크기를 다르게 세어요.

\`\`\`console
$ docker images
web  2.11MB
\`\`\`
`;

test('what a line prints differently is written below the fence and the step', () => {
  expect(record(page, '', [printed('web  2.11MB'), printed('none')])).toBe(
    known.replace('크기를 다르게 세어요.\n\n', ''),
  );
});

test('a reason stays when the output is recorded anew', () => {
  expect(record(page, known, [printed('web  2.12MB'), printed('none')])).toBe(
    known.replace('2.11MB', '2.12MB'),
  );
});

test('a known difference verifies; what the page says does not, there', () => {
  expect(verify(page, known, [printed('web  2.11MB'), printed('none')])).toEqual([]);
  expect(
    tell(verify(page, known, [printed('web  4.42MB'), printed('none')])),
  ).toMatchInlineSnapshot(
    `"engines/26.1-overlay2/lesson.md:8:1: expected the known difference of this step but found what the page says: it is no longer there. Delete its section, or let "npm run record -- --engine 26.1-overlay2" do it."`,
  );
});

test('a difference that the page has come to say itself is gone', () => {
  const same = page.replace('4.42MB', '2.11MB');
  const recordings = [printed('web  2.11MB'), printed('none')];
  expect(verify(same, known, recordings)).toHaveLength(1);
  expect(record(same, known, recordings)).toBe('# lesson on 26.1-overlay2\n');
});

test('a difference that is written with a gap may print what the page says, too', () => {
  const open = known.replace('web  2.11MB', '...');
  for (const size of ['2.11MB', '4.42MB']) {
    const recordings = [printed(`web  ${size}`), printed('none')];
    expect(verify(page, open, recordings)).toEqual([]);
    expect(record(page, open, recordings)).toBe(open);
  }
});

test('a difference that changed, and one that is new, are told with their places', () => {
  expect(tell(verify(page, known, [printed('web  2.13MB'), printed('some')])))
    .toMatchInlineSnapshot(`
    "engines/26.1-overlay2/lesson.md:9:9: expected "2.11MB" but found "2.13MB". Read why below its heading, then let "npm run record -- --engine 26.1-overlay2" write it.
    lesson.mdx:7:1: expected "none" but found "some". 26.1-overlay2 is not known to differ here: let "npm run record -- --engine 26.1-overlay2" write it, and say why there."
  `);
});

test('a difference of a command that the page no longer has is told; recording it keeps the reason', () => {
  const changed = page.replace('docker images', 'docker image ls');
  const recordings = [printed('web  2.11MB'), printed('none')];
  expect(tell(verify(changed, known, recordings))).toMatchInlineSnapshot(
    `"engines/26.1-overlay2/lesson.md:8:1: expected the page's command, "docker image ls", but found the difference of another, "docker images". If the page is right, let "npm run record -- --engine 26.1-overlay2" write it."`,
  );
  expect(record(changed, known, recordings)).toBe(
    known.replace('docker images', 'docker image ls'),
  );
});

function tell(drifts: readonly Drift[]): string {
  return drifts.map(({ place, sentence }) => `${printPlace(place)}: ${sentence}`).join('\n');
}

test('a step that is not to be run on a line keeps its section', () => {
  const text =
    '# lesson on 26.1-overlay2\n\n## list, step 2: not possible\n\n이 엔진에는 없어요.\n';
  expect(record(page, text, [printed('web  4.42MB')])).toBe(text);
});

test('a chapter that cannot work on a line says so of every step', () => {
  const text = '# lesson on 26.1-overlay2: not possible\n\n이 엔진에는 가상 머신이 없어요.\n';
  const [transcript] = applyText(page, text).transcripts;
  expect(transcript?.steps.map((step) => step.known)).toMatchObject([
    { isImpossible: true, reason: '이 엔진에는 가상 머신이 없어요.' },
    { isImpossible: true, reason: '이 엔진에는 가상 머신이 없어요.' },
  ]);
  expect(printDifferences('lesson on 26.1-overlay2', parseDifferences(FILE, text))).toBe(text);
});

test('fences and steps that the chapter does not have are told, all of them', () => {
  const text = known.replace('list, step 1', 'lost, step 1') + known.replace('step 1', 'step 3');
  expect(() => applyText(page, text)).toThrowErrorMatchingInlineSnapshot(`
    [TranscriptError: engines/26.1-overlay2/lesson.md:3:1: expected the id of a console fence of lesson.mdx but found "lost". Correct the heading, or let "npm run record -- --engine LINE" delete the section.
    engines/26.1-overlay2/lesson.md:13:1: expected one of the 2 steps of "list" in lesson.mdx but found step 3. Correct the heading, or let "npm run record -- --engine LINE" delete the section.]
  `);
});

test('mistakes in the file are told, all of them', () => {
  const text = `# lesson on 26.1-overlay2

## list: step 1

## list, step 1

## list, step 2

\`\`\`console
$ docker ps
$ docker ps
\`\`\`

## list, step 2: not possible

\`\`\`console
docker ps
\`\`\`

\`\`\`console
$ docker ps
`;
  expect(() => parseDifferences(FILE, text)).toThrowErrorMatchingInlineSnapshot(`
    [TranscriptError: engines/26.1-overlay2/lesson.md:3:1: expected "## ID, step N" or "## ID, step N: not possible" but found "## list: step 1". Name the fence by its id and the step by its number in the fence.
    engines/26.1-overlay2/lesson.md:9:1: expected one step but found 2. Give each a heading of its own, and write "\\" before a line that was printed and begins with "$ ".
    engines/26.1-overlay2/lesson.md:14:1: expected each step once but found "list, step 2", which line 7 has. Delete one of the two sections.
    engines/26.1-overlay2/lesson.md:17:1: expected "$ " before the first line of a console fence but found "docker ps". Add the prompt, or use a "sh" fence if it is not run.
    engines/26.1-overlay2/lesson.md:20:1: expected a line that closes this fence but found none. Add it.
    engines/26.1-overlay2/lesson.md:5:1: expected a console fence with what the step prints but found none. Let "npm run record" write it, or end the heading in ": not possible" if the step is not to be run on this line.
    engines/26.1-overlay2/lesson.md:7:1: expected a console fence with what the step prints but found none. Let "npm run record" write it, or end the heading in ": not possible" if the step is not to be run on this line.]
  `);
});

test('a fence without an id cannot differ: there would be no name for it', () => {
  const recordings = [printed('web  2.11MB'), printed('none')];
  expect(() =>
    record(page.replace(' id="list"', ''), '', recordings),
  ).toThrowErrorMatchingInlineSnapshot(
    `[TranscriptError: lesson.mdx:4:1: expected an id of the fence, since this engine line prints something else here, but found none. Write one like id="pull-by-tag" after \`\`\`console.]`,
  );
});

test('printing what was parsed gives the same text, whatever was printed', () => {
  const line = fc.oneof(
    fc.constantFrom('```', '````console', '## list, step 1', '$ a', '...', '[1]', '\\', '', '# a'),
    fc.string({ maxLength: 12 }).map((text) => text.trimEnd()),
  );
  const reason = fc.constantFrom('', '까닭이에요.', '두 줄로\n쓴 까닭.');
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), reason, (lines, why) => {
      const before = `# lesson on ${LINE}\n\n## list, step 1\n\n\`\`\`console\n$ docker images\nx\n\`\`\`\n`;
      const text = record(page, before.replace('1\n\n`', `1\n\n${why}\n\n\``), [
        { lines, exitCode: 3, durationMs: 1 },
      ]);
      expect(printDifferences(`lesson on ${LINE}`, parseDifferences(FILE, text))).toBe(text);
      expect(verify(page, text, [{ lines, exitCode: 3, durationMs: 1 }])).toEqual([]);
    }),
  );
});
