import type { Problem } from './transcript-error.ts';
import type { Chapter, Need } from './types.ts';

/** The first step of a chapter for each thing that its engine lacks unless the front matter says `needs`. */
export function findUndeclaredNeeds({ transcripts, needs }: Chapter): Problem[] {
  const steps = transcripts
    .filter(({ meta }) => meta.skip === undefined)
    .flatMap((transcript) => transcript.steps);
  return signs.flatMap(({ need, command, what }) => {
    if (needs.includes(need)) return [];
    const step = steps.find((each) => command.test(each.command));
    if (step === undefined) return [];
    const sentence = `expected "needs" in the front matter to name "${need}", since this command uses ${what}, but it does not. Add needs: [${[...needs, need].join(', ')}].`;
    return [{ place: step.place, sentence }];
  });
}

const signs: { need: Need; command: RegExp; what: string }[] = [
  {
    need: 'vm',
    command: /\bqemu-system-|\/usr\/share\/vm\//,
    what: 'the virtual machine or its kernel',
  },
  {
    need: 'debian',
    command: /\/usr\/share\/course\/debian\.tar/,
    what: 'the Debian that is to be imported',
  },
  {
    need: 'bundle',
    command: /\bdollyeo-docker-(?:amd64|arm64)\.tar/,
    what: "the course's bundle",
  },
];
