import type { Loose } from './may-differ.ts';

/** Tells which identities of one run name the same thing: equal ones, and IDs of which one is a cut of the other. */
export function nameThings(identities: readonly Loose[]): (identity: Loose) => string {
  const longest: string[] = [];
  const ids = identities.filter(({ sort }) => sort === 'ID').map(({ text }) => text);
  for (const id of ids.toSorted((a, b) => b.length - a.length)) {
    if (!longest.some((known) => known.startsWith(id))) longest.push(id);
  }
  return ({ sort, text }) => {
    const whole = sort === 'ID' ? longest.find((known) => known.startsWith(text)) : undefined;
    return `${sort} ${whole ?? text}`;
  };
}
