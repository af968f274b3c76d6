import type { HostFact } from './types.ts';

/** A kind of volatile token: what a token of it looks like, where it stands, and whether it names one thing or measures something. */
export interface Kind {
  name: string;
  /** An identity names one thing and is renamed one-to-one over a chapter; a measure matches any of its kind. */
  isIdentity: boolean;
  /** Whether its name holds within one step only. */
  isLocal: boolean;
  /** Whether the beginning of a name names the same thing. */
  isCut: boolean;
  /** Whether its tokens differ in width, so that blanks beside one do not count. */
  isPadded: boolean;
  /** What its names are counted in. */
  digits: string;
  /** It counts only in a fence whose `varies` names this fact. */
  fact?: HostFact;
  /** Commands whose output holds none of it. */
  literalIn?: RegExp;
  /** Matches a token that stands alone (`^…$`). */
  whole: RegExp;
  sightings: readonly Sighting[];
}

/** One way to find tokens of a kind in a line. */
export interface Sighting {
  /** What the token looks like, without what is around it. */
  core: string;
  /** Finds the tokens of a line. */
  shape: RegExp;
  /** Matches the header of the column in which a token must stand. */
  column?: RegExp;
  /** Matches the command that must have printed it. */
  command?: RegExp;
}

/** A kind whose tokens name one thing through a chapter. */
export function identity(name: string, digits: string, sightings: readonly Sighting[]): Kind {
  const whole = new RegExp(`^(?:${sightings.map(({ core }) => core).join('|')})$`);
  const isNot = { isLocal: false, isCut: false, isPadded: false };
  return { name, isIdentity: true, ...isNot, digits, whole, sightings };
}

/** A process's number: an identity of a chapter, or of one step where every machine counts from the beginning. */
export function processId(
  name: string,
  scope: 'chapter' | 'local',
  sightings: readonly Sighting[],
): Kind {
  return { ...identity(name, '0123456789', sightings), isLocal: scope === 'local', isPadded: true };
}

/** A kind whose tokens measure something. */
export function measure(name: string, sightings: readonly Sighting[]): Kind {
  return { ...identity(name, '', sightings), isIdentity: false, isPadded: true };
}

/** Tokens that their looks tell; `beside` is what cannot stand beside one, since the token would be part of something longer. */
export function anywhere(core: string, beside = '\\w'): Sighting {
  return { core, shape: new RegExp(`(?<!${beside})(?:${core})(?!${beside})`, 'g') };
}

/** Tokens that the text before them tells. */
export function after(before: string, core: string, behind = ''): Sighting {
  return { core, shape: new RegExp(`(?<=${before})(?:${core})${behind}`, 'g') };
}

/** Tokens that are a word of a table's column, or begin one; of the output of a command, if one is given. */
export function column(
  headers: string,
  core: string,
  command?: string,
  behind = '(?!\\S)',
): Sighting {
  const shape = new RegExp(`(?<!\\S)(?:${core})${behind}`, 'g');
  const found = { core, shape, column: new RegExp(`^(?:${headers})$`) };
  return command === undefined ? found : { ...found, command: new RegExp(command, 'm') };
}

/** Tokens that the command tells which printed them; they stand alone unless `before` says more. */
export function inCommand(
  command: string,
  core: string,
  before?: string,
  behind = '(?![\\w/:-])',
): Sighting {
  const lead = before === undefined ? '(?<![\\w./:-])' : `(?<=${before})`;
  const shape = new RegExp(`${lead}(?:${core})${behind}`, 'g');
  return { core, shape, command: new RegExp(command, 'm') };
}
