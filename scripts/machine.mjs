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
  const check = findCheckFindings({ mayEnter: true });
  return [...findReadFindings(project), ...check, ...findTestFindings(), ...findTestRights()];
}

/**
 * The tests of sandboxes limit them; `npm test` leaves them out without root.
 * @returns {Finding[]}
 */
function findTestRights() {
  if (process.platform !== 'linux') return []; // all that checking needs is missing
  const ok = process.getuid?.() === 0;
  const next = 'Run this as root.';
  const found = ok ? 'root' : 'none';
  return [{ level: 'test', name: 'root rights for tests', ok, found, next, setUpMakes: false }];
}

/**
 * The first thing that is missing and that set-up cannot make, as a sentence; nothing where there is none.
 * @param {Finding[]} findings
 */
export function describeObstacle(findings) {
  const obstacle = findings.find(({ ok, setUpMakes }) => !ok && !setUpMakes);
  return obstacle && `expected ${obstacle.name}, found ${obstacle.found}. ${obstacle.next}`;
}
