import { isHangul, readQuery, waysToWrite } from './words.ts';

/** A piece of a text; `marked` where it is what the reader asked for. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** Cuts a text into pieces, of which those are marked that a query asks for. */
export const markWords = (text: string, query: string): Piece[] =>
  text
    .split(patternOf(query))
    // The pattern's group stands between what is around it.
    .map((piece, at) => ({ text: piece, marked: at % 2 === 1 }))
    .filter((piece) => piece.text !== '');

/** How many different words of a query a text holds. */
export const countWords = (text: string, query: string): number =>
  new Set(Array.from(text.matchAll(patternOf(query)), ([word]) => word.toLowerCase())).size;

function patternOf(query: string): RegExp {
  const ways = readQuery(query).flatMap(waysToWrite).flatMap(withBeginnings);
  const longestFirst = [...new Set(ways)].toSorted((a, b) => b.length - a.length);
  // Nothing is asked for: nothing matches.
  return new RegExp(`(${longestFirst.map(asPattern).join('|') || '(?!)'})`, 'gi');
}

/** A Korean word and its beginnings, so that 컨테이너를 marks 컨테이너 in any form. */
const withBeginnings = (word: string): string[] =>
  isHangul(word) && !word.includes(' ')
    ? Array.from({ length: Math.max(1, word.length - 1) }, (_, cut) =>
        word.slice(0, word.length - cut),
      )
    : [word];

/** A Latin word begins as a word; a short one ends as one too. */
function asPattern(word: string): string {
  if (isHangul(word)) return word;
  return word.length > 2 ? `\\b${word}` : `\\b${word}\\b`;
}
