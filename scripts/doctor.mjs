import { fileURLToPath } from 'node:url';
import { examineMachine, LEVELS } from './machine.mjs';

/** @typedef {import('./machine.mjs').Finding} Finding */

const MEANING = {
  read: 'read the course (npm start)',
  check: 'check chapters on an engine (npm run verify)',
  test: 'test all that CI tests (npm test)',
};

const project = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const findings = examineMachine(project);
printTable(findings);
console.log('');
const answers = LEVELS.map((_, index) => judge(LEVELS.slice(0, index + 1)));
LEVELS.forEach((level, index) => console.log(`${MEANING[level].padEnd(46)} ${answers[index]}`));
if (answers[0] !== 'yes') process.exitCode = 1;

/**
 * A level needs all that the levels before it need.
 * @param {readonly import('./machine.mjs').Level[]} levels
 */
function judge(levels) {
  const missing = findings.filter(({ level, ok }) => levels.includes(level) && !ok);
  if (missing.length === 0) return 'yes';
  const obstacles = missing.filter(({ setUpMakes }) => !setUpMakes);
  if (obstacles.length === 0) return 'yes, set-up makes what is missing';
  return `no: ${obstacles.map(({ name }) => name).join(', ')}`;
}

/** @param {Finding[]} rows */
function printTable(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { level, name, ok, found, next } of rows) {
    const mark = ok ? 'ok     ' : 'missing';
    console.log(`${mark}  ${level.padEnd(5)}  ${name.padEnd(width)}  ${found}`);
    if (!ok) console.log(`${' '.repeat(16 + width)}  → ${next}`);
  }
}
