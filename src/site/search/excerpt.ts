import { countWords, markWords, type Piece } from './mark-words.ts';
import type { Section } from './section.ts';

/** Some hundred letters of a section around what a query asks for. */
export interface Excerpt {
  pieces: Piece[];
  /** Whether it is a line of the screen, and not of what is told. */
  isScreen: boolean;
}

/** The place of a section that holds most of a query; a line of the screen only where that holds more. */
export function excerptOf({ prose, screen }: Section, query: string): Excerpt {
  const told = bestOf(prose.split(/(?<=[.?!])\s+|\n/), query);
  const shown = bestOf(screen.split('\n'), query);
  const isScreen = shown.words > told.words || prose === '';
  const text = isScreen ? shown.text : told.text;
  return { pieces: markWords(beginNear(text, query), query), isScreen };
}

interface Candidate {
  text: string;
  words: number;
}

function bestOf(texts: readonly string[], query: string): Candidate {
  let best: Candidate = { text: texts[0] ?? '', words: 0 };
  for (const text of texts) {
    const words = countWords(text, query);
    if (words > best.words) best = { text, words };
  }
  return best;
}

/** Cuts a long text so that the first marked word is seen. */
function beginNear(text: string, query: string): string {
  const [before] = markWords(text, query);
  if (!before || before.marked || before.text.length < 48) return text;
  const start = text.indexOf(' ', before.text.length - 32);
  return start < 0 || start > before.text.length ? text : `…${text.slice(start + 1)}`;
}
