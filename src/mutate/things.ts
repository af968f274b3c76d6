import type { Loose } from './may-differ.ts';

/** A token and the step that prints it. */
export interface Shown {
  loose: Loose;
  stepIndex: number;
}

/** Tells which identities of one run name the same thing: equal ones, and those of which one is a cut of the other. */
export function nameThings(shown: readonly Shown[]): (one: Shown) => string {
  const longest: string[] = [];
  const cuts = shown.filter(({ loose }) => loose.isCut).map(({ loose }) => loose.text);
  for (const id of cuts.toSorted((a, b) => b.length - a.length)) {
    if (!longest.some((known) => known.startsWith(id))) longest.push(id);
  }
  return ({ loose, stepIndex }) => {
    const { sort, text, isCut, isLocal } = loose;
    const whole = isCut ? longest.find((known) => known.startsWith(text)) : undefined;
    return `${sort} ${isLocal ? `${stepIndex} ` : ''}${whole ?? text}`;
  };
}
