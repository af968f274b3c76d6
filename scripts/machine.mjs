import { findCheckFindings } from './setup/find-check-findings.mjs';
import { findReadFindings } from './setup/find-read-findings.mjs';
import { findTestFindings } from './setup/find-test-findings.mjs';

/**
 * What a level of use needs: reading the course, checking chapters on an engine, testing all that CI tests. `none` is not needed.
 * @typedef {'read' | 'check' | 'test' | 'none'} Level
 *
 * One thing looked for on this machine. `next` says what to do where it is not `ok`; set-up does it by itself where
 * `setUpMakes`.
 * @typedef {{ level: Level, name: string, ok: boolean, found: string, next: string, setUpMakes: boolean }} Finding
 */

/** The levels, each needing all that the ones before it need. */
export const LEVELS = /** @type {const} */ (['read', 'check', 'test']);

/**
 * Looks at this machine; set-up and doctor tell the same findings.
 * @param {string} project
 * @returns {Finding[]}
 */
export function examineMachine(project) {
  return [...findReadFindings(project), ...findCheckFindings(), ...findTestFindings()];
}

/**
 * The first thing that is missing and that set-up cannot make, as a sentence; nothing where there is none.
 * @param {Finding[]} findings
 */
export function describeObstacle(findings) {
  const obstacle = findings.find(({ ok, setUpMakes }) => !ok && !setUpMakes);
  return obstacle && `expected ${obstacle.name}, found ${obstacle.found}. ${obstacle.next}`;
}
