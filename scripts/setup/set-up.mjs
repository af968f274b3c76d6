import { fileURLToPath } from 'node:url';
import { buildEngineRoot } from '../../src/sandbox/build-engine-root.mjs';
import { isEngineRootReady } from '../../src/sandbox/engine-root.mjs';
import { stopTools } from '../../src/sandbox/run-tool.mjs';
import { describeObstacle } from '../machine.mjs';
import { installPackage } from './debian-packages.mjs';
import { findAskedLines } from './find-asked-lines.mjs';
import { findCheckFindings, isMmdebstrapThere } from './find-check-findings.mjs';
import { ENTER_NAMESPACE } from './find-own-users.mjs';
import { findReadFindings } from './find-read-findings.mjs';
import { findChromium, findTestFindings, needChromium } from './find-test-findings.mjs';
import { holdSetupLock } from './hold-setup-lock.mjs';
import { checkWritable, installNodeModules, isNodeModulesComplete } from './node-modules.mjs';
import { runCommand } from './run-command.mjs';
import { createSay } from './say.mjs';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

/** @typedef {'read' | 'check' | 'test'} Level */

/**
 * Makes what a level needs where it is missing, then runs the command. Without an engine or a browser, `test` runs all the
 * same, told by DOLLYEO_NO_ENGINE and DOLLYEO_NO_BROWSER why; `check` ends with code 2.
 * @param {Level} level
 * @param {string[]} command
 */
export async function setUp(level, command) {
  const say = createSay();
  const listening = stopOnSignals();
  /** @type {Record<string, string>} */
  const environment = {};
  try {
    await prepareReading(say);
    const isElsewhere = level === 'check' && (command.includes('--in-docker') || isWithoutRights());
    if (isElsewhere) command = moveElsewhere(command);
    if (level !== 'read' && !isElsewhere) {
      await prepareOr(level, 'DOLLYEO_NO_ENGINE', () =>
        prepareEngines(findAskedLines(command), say),
      );
    }
    if (level === 'test') {
      await prepareOr(level, 'DOLLYEO_NO_BROWSER', async () => {
        environment['CHROMIUM'] = await prepareBrowser(say);
      });
    }
  } catch (error) {
    say('');
    if (listening.stoppedBy) return endBy(listening);
    console.error(`setup: ${/** @type {Error} */ (error).message}`);
    process.exitCode = error instanceof Impossible ? 2 : 1;
    return;
  }
  runCommand(PROJECT, command, environment);
  listening.end();

  /**
   * @param {Level} level
   * @param {string} variable
   * @param {() => Promise<void>} prepare
   */
  async function prepareOr(level, variable, prepare) {
    await prepare().catch((error) => {
      if (listening.stoppedBy) throw error;
      if (level === 'check') throw new Impossible(error.message, { cause: error });
      say('');
      console.error(`setup: ${error.message}\nsetup: going on with all that can do without.`);
      environment[variable] = error.message;
    });
  }
}

/** Whether this is Linux, whose users may do without root. */
function isWithoutRights() {
  return process.platform === 'linux' && process.getuid?.() !== 0;
}

/**
 * The command that runs a script where it has all that checking needs: in the user's own Docker, or as root of a user
 * namespace, where set-up goes on.
 * @param {string[]} command
 */
function moveElsewhere(command) {
  if (command.includes('--in-docker')) {
    const [node = '', ...words] = command.filter((word) => word !== '--in-docker');
    return [node, 'scripts/in-docker.ts', ...words];
  }
  const findings = findCheckFindings({ mayEnter: true });
  try {
    refuse(findings);
  } catch (error) {
    throw new Impossible(/** @type {Error} */ (error).message, { cause: error });
  }
  return [...ENTER_NAMESPACE, process.execPath, 'scripts/setup.mjs', 'check', '--', ...command];
}

/** A level that this machine cannot have. */
class Impossible extends Error {}

/** @typedef {ReturnType<typeof createSay>} Say */

/** @param {Say} say */
async function prepareReading(say) {
  if (!isNodeModulesComplete(PROJECT)) {
    refuse(findReadFindings(PROJECT));
    checkWritable(PROJECT);
    await alone(say, async () => {
      if (!isNodeModulesComplete(PROJECT)) await installNodeModules(PROJECT, say);
    });
  }
  refuse(findReadFindings(PROJECT));
}

/**
 * @param {string[]} lines
 * @param {Say} say
 */
async function prepareEngines(lines, say) {
  refuse(findCheckFindings());
  for (const line of lines) {
    if (isEngineRootReady(line)) continue;
    await alone(say, async () => {
      if (isEngineRootReady(line)) return;
      if (!isMmdebstrapThere()) await installPackage('mmdebstrap', 'building an engine root', say);
      await buildEngineRoot(line, say);
    });
  }
}

/** @param {Say} say */
async function prepareBrowser(say) {
  refuse(findTestFindings());
  if (!findChromium()) {
    await alone(say, async () => {
      if (!findChromium()) await installPackage('chromium', 'testing the site in a browser', say);
    });
  }
  return needChromium();
}

/** @param {import('../machine.mjs').Finding[]} findings */
function refuse(findings) {
  const obstacle = describeObstacle(findings);
  if (obstacle) throw new Error(obstacle);
}

/**
 * @param {Say} say
 * @param {() => Promise<void>} work
 */
async function alone(say, work) {
  const release = await holdSetupLock(say);
  try {
    await work();
  } finally {
    say('');
    release();
  }
}

/** Ctrl+C and the like end what runs, so that what is half-made is removed before this process ends. */
function stopOnSignals() {
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const listening = {
    /** @type {NodeJS.Signals | undefined} */
    stoppedBy: undefined,
    end: () => signals.forEach((signal) => process.removeListener(signal, stop)),
  };
  /** @param {NodeJS.Signals} signal */
  function stop(signal) {
    listening.stoppedBy = signal;
    if (stopTools() === 0) endBy(listening);
  }
  for (const signal of signals) process.on(signal, stop);
  return listening;
}

/** @param {ReturnType<typeof stopOnSignals>} listening */
function endBy(listening) {
  listening.end();
  console.error('setup: stopped. The next start goes on from what is finished.');
  if (listening.stoppedBy) process.kill(process.pid, listening.stoppedBy);
}
