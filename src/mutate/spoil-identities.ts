import type { Loose } from './may-differ.ts';
import { renameLoose } from './rename-loose.ts';
import {
  linesToSpoil,
  replacePart,
  replaceTexts,
  type Spoilable,
  type SpoilableLine,
  type Spoiling,
} from './spoiling.ts';
import { nameThings } from './things.ts';

/** Puts identities where they do not belong. */
export function* spoilIdentities(run: Spoilable): Generator<Spoiling> {
  const lines = linesToSpoil(run);
  const found = lines.flatMap((at) =>
    run
      .maskLine(at.text)
      .loose.filter(({ isIdentity }) => isIdentity)
      .map((loose) => ({ at, loose })),
  );
  const thingOf = nameThings(found.map(({ loose }) => loose));
  const linesOf = (...identities: Loose[]) => {
    const things = identities.map(thingOf);
    const shown = found.filter(({ loose }) => things.includes(thingOf(loose)));
    return new Set(shown.map(({ at }) => at.line));
  };
  const replace = (kind: string, one: Found, text: string, others: Loose[] = []): Spoiling => ({
    kind,
    steps: replaceTexts(run.steps, [
      { at: one.at, text: replacePart(one.at.text, one.loose, text) },
    ]),
    line: one.at.line,
    rightLines: linesOf(one.loose, ...others),
    what: `${one.loose.text} became ${text} in "${one.at.text}"`,
    excuse: 'an identity seen only here: nothing contradicts it',
  });
  for (const [index, one] of found.entries()) {
    const { loose } = one;
    yield replace('a fresh identity', one, renameLoose(loose, run.random));
    yield replace('a word for an identity', one, 'unknown');
    const strangers = found.filter(
      ({ loose: other }) => other.sort === loose.sort && thingOf(other) !== thingOf(loose),
    );
    if (strangers.length === 0) continue;
    const { loose: stranger } = run.random.pick(strangers);
    const cut = stranger.text.slice(0, loose.text.length);
    const isCut = loose.sort === 'ID' && strangers.some((other) => other.loose.text.length < 64);
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
      rightLines: linesOf(one.loose, other.loose),
      what: `${one.loose.text} and ${other.loose.text} changed places`,
      excuse: 'identities that only this tells apart, or the same lines in another order',
    };
  }
}

interface Found {
  at: SpoilableLine;
  loose: Loose;
}
