import { emptyWords, synonyms } from './synonyms.ts';

/** What the index holds of a text: Latin words whole, Hangul as its pairs of syllables. */
export const tokenize = (text: string): string[] => splitRuns(text).flatMap(pairsOf);

/**
 * The words of a query: runs of Latin letters and digits, or of Hangul. Lone syllables and empty words are left out,
 * unless there is nothing else.
 */
export function readQuery(query: string): string[] {
  const runs = splitRuns(query);
  const words = runs.filter((run) => !(isHangul(run) && run.length === 1) && !emptyWords.has(run));
  return words.length > 0 ? words : runs;
}

/**
 * Pairs of syllables of a run of Hangul. A Korean word carries particles and neighbours with it, and pairs find it in
 * all of them: `도커이미지를` holds 이미 and 미지 just as `이미지` does.
 */
export function pairsOf(run: string): string[] {
  if (!isHangul(run) || run.length === 1) return [run];
  return Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
}

/** Whether a run is of Hangul. */
export const isHangul = (run: string): boolean => /[가-힣]/.test(run);

/** All ways to write a word that the search takes for the same, itself among them. */
export const waysToWrite = (word: string): string[] =>
  Object.entries(synonyms)
    .filter(([meant]) => word.includes(meant))
    .flatMap(([meant, others]) => [meant, ...others.map((other) => other.toLowerCase())])
    .concat(word);

const splitRuns = (text: string): string[] =>
  takeSynonyms(text.normalize('NFC').toLowerCase()).match(/[a-z0-9]+|[가-힣]+/g) ?? [];

const takeSynonyms = (text: string): string =>
  text.replace(anySynonym, (word) => ` ${meanings.get(word) ?? word}`);

const meanings = new Map(
  Object.entries(synonyms).flatMap(([meant, words]) =>
    words.map((word) => [word.toLowerCase(), meant] as const),
  ),
);

/** The longest first: `도커파일` is not 도커 and 파일. A Latin word counts only whole. */
const anySynonym = new RegExp(
  [...meanings.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((word) => (isHangul(word) ? word : `\\b${word}\\b`))
    .join('|'),
  'g',
);
