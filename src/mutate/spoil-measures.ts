import { renameLoose } from './rename-loose.ts';
import {
  linesToSpoil,
  replacePart,
  replaceTexts,
  type Spoilable,
  type Spoiling,
} from './spoiling.ts';

/** Puts other measures, and what is no measure of the kind, where a measure stands. */
export function* spoilMeasures(run: Spoilable): Generator<Spoiling> {
  for (const at of linesToSpoil(run)) {
    for (const loose of at.masked.loose.filter(({ isIdentity }) => !isIdentity)) {
      const ways: { kind: string; text: string; excuse?: string }[] = [
        {
          kind: 'another measure',
          text: renameLoose(loose, run.random),
          excuse: `a measure: any ${loose.sort} is accepted`,
        },
        { kind: 'an address for a measure', text: '172.17.0.2' },
        {
          kind: 'a number for a measure',
          text: '42',
          excuse: `a measure: any ${loose.sort} is accepted`,
        },
        {
          kind: 'a measure of another kind',
          text: loose.sort === 'time' ? '3 seconds ago' : '2026-11-21T19:15:33Z',
        },
      ];
      for (const { kind, text, excuse } of ways) {
        if (text === loose.text) continue;
        yield {
          kind,
          steps: replaceTexts(run.steps, [{ at, text: replacePart(at.text, loose, text) }]),
          line: at.line,
          rightLines: new Set([at.line]),
          what: `"${loose.text}" became "${text}" in "${at.text}"`,
          ...(excuse === undefined ? {} : { excuse }),
        };
      }
    }
    for (const [kind, shape, text] of states) {
      const found = shape.exec(at.text);
      if (found === null) continue;
      const span = { start: found.index, end: found.index + found[0].length };
      yield {
        kind,
        steps: replaceTexts(run.steps, [{ at, text: replacePart(at.text, span, text) }]),
        line: at.line,
        rightLines: new Set([at.line]),
        what: `"${found[0]}" became "${text}" in "${at.text}"`,
      };
    }
  }
}

const states: [kind: string, shape: RegExp, text: string][] = [
  ['Exited for Up', /\bUp (?:About an? |\d+ |Less than a )\w+/, 'Exited (0) 3 seconds ago'],
  ['Up for Exited', /\bExited \(\d+\) .*? ago\b/, 'Up 3 seconds'],
];
