import { hexKind } from './kinds.ts';
import type { Token } from './read-line.ts';
import type { Step } from './types.ts';

/** What a token is that a line of a step (an index of its expectation) names first: `the container that line 41 started`. */
export function describeOrigin(step: Step, index: number, token: Token): string {
  const line = (step.expected[index] ?? step.expected.at(-1) ?? step).place.line;
  const isAlone = step.expected[index]?.text.replace(/^sha256:/, '') === token.text;
  const maker = makers.find(({ command }) => command.test(step.command));
  const isMade = token.kind === hexKind && token.text.length === 64 && isAlone;
  if (maker === undefined || !isMade) return `the ${token.kind.name} named on line ${line}`;
  return `the ${maker.what} that line ${step.place.line} ${maker.did}`;
}

/** Commands that print nothing of a thing but its ID. */
const makers = [
  { command: /\bdocker (?:container )?run\b/, what: 'container', did: 'started' },
  { command: /\bdocker (?:container )?create\b/, what: 'container', did: 'created' },
  { command: /\bdocker network create\b/, what: 'network', did: 'created' },
  { command: /\bdocker volume create\b/, what: 'volume', did: 'created' },
  { command: /\bdocker (?:(?:image|buildx) )?build\b/, what: 'image', did: 'built' },
  { command: /\bdocker (?:container )?commit\b/, what: 'image', did: 'made' },
];
