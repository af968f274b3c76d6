import type { HostFact, HostFacts } from './types.ts';

/** Whether a token is what a program of the sandbox would print of the machine below: memory in any unit, rounded or cut. */
export function isHostFact(fact: HostFact, text: string, facts: HostFacts | undefined): boolean {
  if (facts === undefined) return false;
  if (fact !== 'memory') return text === facts[fact];
  const [, number = '', unit = ''] = /^([0-9.]+) ?([kKMGT]?)/.exec(text) ?? [];
  const ulp = 10 ** -(number.split('.')[1]?.length ?? 0);
  const scale = 1024 ** ['', 'K', 'M', 'G', 'T'].indexOf(unit.toUpperCase());
  return Math.abs(Number(number) - Number(facts.memory) / scale) < ulp;
}
