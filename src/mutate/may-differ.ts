import { isDockerName } from '../transcript/docker-names.ts';

/** A part of a line that another run may print differently; offsets in UTF-16 units. */
export interface Loose {
  sort: string;
  /** Whether it names one thing, which keeps its name through a run; if not, it measures something. */
  isIdentity: boolean;
  /** Whether it names the thing within one step only. */
  isLocal: boolean;
  /** Whether the beginning of its name names the same thing. */
  isCut: boolean;
  /** Whether its width may differ, so that blanks beside it do not count. */
  isPadded: boolean;
  text: string;
  start: number;
  end: number;
}

/** What is literal although it looks loose. */
export interface FirmWords {
  /** Every digest of the course images, 64 hexadecimal digits each. */
  digests: readonly string[];
  /** The commands of the chapter: a name that one of them uses was not made up. */
  commands: readonly string[];
}

/**
 * Finds what the looks of a line tell to be loose: names of things and ages. It says a second time, from the design and by other
 * means, what `src/transcript/kinds.ts` says of these: where the two disagree, either another run does not match or a spoiling goes
 * unnoticed.
 */
export function findLoose(line: string, command: string, firm: FirmWords): Loose[] {
  const found: Loose[] = [];
  const add = (sort: string, isIdentity: boolean, start: number, text: string) => {
    const end = start + text.length;
    if (found.some((other) => start < other.end && other.start < end)) return;
    const isCut = sort === 'ID';
    found.push({
      sort,
      isIdentity,
      isLocal: false,
      isCut,
      isPadded: !isIdentity,
      text,
      start,
      end,
    });
  };
  for (const { sort, isIdentity, shape } of shapes) {
    for (const match of line.matchAll(shape)) add(sort, isIdentity, match.index, match[0]);
  }
  // A sum of what is the same is the same.
  const isSum = /(?:md5|sha\d+)sum/.test(command);
  for (const { 0: word, index } of line.matchAll(/\w+/g)) {
    const least = line.slice(0, index).endsWith('sha256:') ? 4 : 12;
    const isHex = /^[0-9a-f]+$/.test(word) && word.length >= least && word.length <= 64;
    if (isHex && !isSum && !firm.digests.some((digest) => digest.startsWith(word))) {
      add('ID', true, index, word);
    }
  }
  for (const { 0: word, index } of line.matchAll(/[\w-]+/g)) {
    if (!isDockerName(word)) continue;
    const isUsed = firm.commands.some((text) => text.split(/[^\w-]/).includes(word));
    if (!isUsed) add('made-up name', true, index, word);
  }
  return found.sort((a, b) => a.start - b.start);
}

const span = '(?:[Ll]ess than a second|[Aa]bout an? (?:minute|hour)|\\d+ [a-z]+?s?)';
const hex = '[0-9a-f]';

const shapes = [
  identity('UUID', `(?<![\\w-])${hex}{8}(?:-${hex}{4}){3}-${hex}{12}(?![\\w-])`),
  // Those of all zeros or all ones belong to no machine.
  identity('MAC address', `(?<![\\w:])(?!(?:00:|ff:){5})(?:${hex}{2}:){5}${hex}{2}(?![\\w:])`),
  identity('link-local address', `(?<![\\w:])fe80::${hex}[0-9a-f:]*(?<!:)(?![\\w:])`),
  identity('veth name', `\\bveth${hex}{7}\\b`),
  measure('age', `(?<!\\w)${span} ago(?!\\w)`),
  measure('duration', `(?<=(?<!\\w)Up )${span}(?!\\w)`),
];

/** The sorts that `findLoose` tells. */
export const toldSorts: ReadonlySet<string> = new Set([
  ...shapes.map(({ sort }) => sort),
  'ID',
  'made-up name',
]);

function identity(sort: string, shape: string) {
  return { sort, isIdentity: true, shape: new RegExp(shape, 'g') };
}

function measure(sort: string, shape: string) {
  return { sort, isIdentity: false, shape: new RegExp(shape, 'g') };
}
