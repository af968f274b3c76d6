import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { findProgram } from './find-program.mjs';
import { isNodeModulesComplete } from './node-modules.mjs';

/** @typedef {import('../machine.mjs').Finding} Finding */

/**
 * What reading the course needs.
 * @param {string} project
 * @returns {Finding[]}
 */
export function findReadFindings(project) {
  const isComplete = isNodeModulesComplete(project);
  return [
    findPlatform(),
    findNpm(isComplete),
    {
      level: 'read',
      name: "the project's packages",
      ok: isComplete,
      found: isComplete
        ? 'complete, as in package-lock.json'
        : 'none, or not those of package-lock.json',
      next: 'Run `npm start`, which installs them.',
      setUpMakes: true,
    },
    findNode(project, isComplete),
  ];
}

/** @returns {Finding} */
function findPlatform() {
  return {
    level: 'read',
    name: 'Linux or macOS',
    ok: process.platform !== 'win32',
    found: process.platform,
    next: 'Use the Windows Subsystem for Linux.',
    setUpMakes: false,
  };
}

/**
 * @param {boolean} isComplete
 * @returns {Finding}
 */
function findNpm(isComplete) {
  const npm = findProgram('npm');
  return {
    level: 'read',
    name: 'npm',
    ok: npm !== undefined || isComplete,
    found: npm ?? (isComplete ? 'none, and nothing is left to install' : 'none on PATH'),
    next: 'Install npm, for example: apt-get install npm',
    setUpMakes: false,
  };
}

/**
 * @param {string} project
 * @param {boolean} isComplete
 * @returns {Finding}
 */
function findNode(project, isComplete) {
  const own = findOwnNode(project);
  return {
    level: 'read',
    name: 'Node.js 22.12 or newer',
    ok: own !== undefined || isNewEnough(process.version),
    found: own ? `${own}, which comes with the project` : `${process.version}, this machine's own`,
    next:
      isComplete && !own
        ? 'The project brings Node.js for Linux and macOS on x64 and arm64 only: install 22.12 or newer here.'
        : 'Run `npm start`, which installs Node.js 24 for the project.',
    setUpMakes: !isComplete,
  };
}

/**
 * The version of the Node.js that the project brings along, if it runs here.
 * @param {string} project
 */
function findOwnNode(project) {
  const program = join(project, 'node_modules', '.bin', 'node');
  const answer = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return answer.status === 0 ? answer.stdout.trim() : undefined;
}

/**
 * Whether the project's tools run on it: Astro 7, Vitest 5 and execa 10 ask for 22.12.
 * @param {string} version for example `v22.12.0`
 */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 12);
}
