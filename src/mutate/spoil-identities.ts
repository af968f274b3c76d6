import { renameLoose } from './rename-loose.ts';
import {
  linesToSpoil,
  replacePart,
  replaceTexts,
  type Spoilable,
  type SpoilableLine,
  type Spoiling,
} from './spoiling.ts';
import { nameThings, type Shown } from './things.ts';

/** Puts identities where they do not belong. */
export function* spoilIdentities(run: Spoilable): Generator<Spoiling> {
  const lines = linesToSpoil(run);
  const found = lines.flatMap((at) =>
    at.masked.loose
      .filter(({ isIdentity }) => isIdentity)
      .map((loose) => ({ at, loose, stepIndex: at.stepIndex })),
  );
  const thingOf = nameThings(found);
  const linesOf = (...identities: Found[]) => {
    const things = identities.map(thingOf);
    const shown = found.filter((other) => things.includes(thingOf(other)));
    return new Set(shown.map(({ at }) => at.line));
  };
  const replace = (kind: string, one: Found, text: string, others: Found[] = []): Spoiling => ({
    kind,
    steps: replaceTexts(run.steps, [
      { at: one.at, text: replacePart(one.at.text, one.loose, text) },
    ]),
    line: one.at.line,
    rightLines: linesOf(one, ...others),
    what: `${one.loose.text} became ${text} in "${one.at.text}"`,
    excuse: 'an identity seen only here: nothing contradicts it',
  });
  for (const [index, one] of found.entries()) {
    const { loose } = one;
    yield replace('a fresh identity', one, renameLoose(loose, run.random));
    yield replace('a word for an identity', one, 'unknown');
    const strangers = found.filter(
      (other) => other.loose.sort === loose.sort && thingOf(other) !== thingOf(one),
    );
    if (strangers.length === 0) continue;
    const stranger = run.random.pick(strangers);
    const cut = stranger.loose.text.slice(0, loose.text.length);
    const isCut = loose.isCut && strangers.some((other) => other.loose.text.length < 64);
    yield replace(isCut ? "another's short ID" : 'one identity for two', one, cut, [stranger]);
    for (const other of found.slice(index + 1)) {
      if (other.at.stepIndex === one.at.stepIndex && strangers.includes(other)) {
        yield swap(one, other);
      }
    }
  }

  function swap(one: Found, other: Found): Spoiling {
    const isSameLine = one.at.lineIndex === other.at.lineIndex;
    const swapped = replacePart(other.at.text, other.loose, one.loose.text);
    const texts = isSameLine
      ? [{ at: one.at, text: replacePart(swapped, one.loose, other.loose.text) }]
      : [
          { at: one.at, text: replacePart(one.at.text, one.loose, other.loose.text) },
          { at: other.at, text: swapped },
        ];
    return {
      kind: 'identities swapped',
      steps: replaceTexts(run.steps, texts),
      line: one.at.line,
      rightLines: linesOf(one, other),
      what: `${one.loose.text} and ${other.loose.text} changed places`,
      excuse: 'identities that only this tells apart, or the same lines in another order',
    };
  }
}

interface Found extends Shown {
  at: SpoilableLine;
}
