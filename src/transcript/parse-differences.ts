import { parseTranscript, splitLines } from './parse-transcript.ts';
import { TranscriptError, type Problem } from './transcript-error.ts';
import type { Difference, Differences, Place, Step } from './types.ts';

/** Reads a file of `engines/LINE/`; throws one `TranscriptError` that holds all its mistakes. */
export function parseDifferences(file: string, text: string): Differences {
  const problems: Problem[] = [];
  const lines = splitLines(text.replace(/^\uFEFF/, ''));
  const found: Differences = { file, text, steps: [] };
  const seen = new Map<string, number>();
  let section: Difference | undefined;
  const reasons: string[][] = [[]];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const place = { file, line: at + 1, column: 1 };
    const fence = /^(`{3,}|~{3,})console *$/.exec(line)?.[1];
    if (fence !== undefined) {
      const end = lines.findIndex((each, index) => index > at && each.trimEnd() === fence);
      const body = lines.slice(at + 1, end < 0 ? undefined : end).join('\n');
      const step = readStep(body, place, section, end >= 0, problems);
      if (section !== undefined && step !== undefined) section.printed = step;
      at = end < 0 ? lines.length : end;
    } else if (line.startsWith('## ')) {
      section = readHeading(line, place, problems);
      if (section === undefined) continue;
      const key = `${section.id}, step ${section.step}`;
      const first = seen.get(key);
      if (first !== undefined) {
        problems.push({
          place,
          sentence: `expected each step once but found "${key}", which line ${first} has. Delete one of the two sections.`,
        });
      }
      seen.set(key, at + 1);
      found.steps.push(section);
      reasons.push([]);
    } else if (/^# .*: not possible$/.test(line) && at === lines.findIndex((each) => each !== '')) {
      found.impossible = '';
    } else if (!line.startsWith('# ')) {
      reasons.at(-1)?.push(line);
    }
  }
  const [whole = '', ...ofSteps] = reasons.map((each) => each.join('\n').trim());
  if (found.impossible !== undefined) found.impossible = whole;
  for (const [index, difference] of found.steps.entries()) {
    difference.reason = ofSteps[index] ?? '';
    if (difference.printed !== undefined || difference.isImpossible) continue;
    problems.push({
      place: difference.place,
      sentence:
        'expected a console fence with what the step prints but found none. Let "npm run record" write it, or end the heading in ": not possible" if the step is not to be run on this line.',
    });
  }
  if (problems.length > 0) throw new TranscriptError(problems);
  return found;
}

function readHeading(line: string, place: Place, problems: Problem[]): Difference | undefined {
  const match = /^## ([a-z0-9-]+), step ([1-9][0-9]*)(: not possible)?$/.exec(line);
  if (match !== null) {
    const [, id = '', step, impossible] = match;
    return { id, step: Number(step), reason: '', isImpossible: impossible !== undefined, place };
  }
  problems.push({
    place,
    sentence: `expected "## ID, step N" or "## ID, step N: not possible" but found "${line}". Name the fence by its id and the step by its number in the fence.`,
  });
  return undefined;
}

function readStep(
  body: string,
  place: Place,
  section: Difference | undefined,
  isClosed: boolean,
  problems: Problem[],
): Step | undefined {
  const refuse = (sentence: string) => {
    problems.push({ place, sentence });
    return undefined;
  };
  if (!isClosed) return refuse('expected a line that closes this fence but found none. Add it.');
  if (section === undefined || section.printed !== undefined) {
    return refuse(
      'expected one console fence below a heading "## ID, step N" but found another. Give it a heading of its own.',
    );
  }
  try {
    const { steps } = parseTranscript(body, '', place);
    if (steps[1] === undefined) return steps[0];
    return refuse(
      `expected one step but found ${steps.length}. Give each a heading of its own, and write "\\" before a line that was printed and begins with "$ ".`,
    );
  } catch (error) {
    if (!(error instanceof TranscriptError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
