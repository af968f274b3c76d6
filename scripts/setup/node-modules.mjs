import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { arch, platform } from 'node:os';
import { delimiter, join } from 'node:path';
import { runTool, ToolError } from '../../src/sandbox/run-tool.mjs';

/**
 * The file in `node_modules` that says: `npm ci` came to its end, for this lock file, on this kind of machine.
 * @param {string} project
 */
function markerOf(project) {
  const hash = createHash('sha256')
    .update(readFileSync(join(project, 'package-lock.json')))
    .update(`${platform()} ${arch()}`);
  return join(project, 'node_modules', `.complete-${hash.digest('hex').slice(0, 16)}`);
}

/**
 * Whether `node_modules` is all that package-lock.json names, from an installation that was not cut short.
 * @param {string} project
 */
export function isNodeModulesComplete(project) {
  return existsSync(markerOf(project));
}

/**
 * Fails where this user may not install the project's packages, and where that would empty another project's folder.
 * @param {string} project
 */
export function checkWritable(project) {
  const folder = join(project, 'node_modules');
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Error(
      `expected ${folder} to be a folder of this project, found a link to ${readlinkSync(folder)}, ` +
        'which installing would empty. Remove the link, then run this again.',
    );
  }
  for (const path of [project, ...(existsSync(folder) ? [folder] : [])]) {
    try {
      accessSync(path, constants.W_OK);
    } catch (error) {
      throw new Error(
        `expected to write to ${path}, to install the project's packages, found that this user may not. ` +
          'Run this as the user whom the folder belongs to.',
        { cause: error },
      );
    }
  }
}

/**
 * Installs what package-lock.json names, anew. The caller sees to it that only one set-up runs at a time.
 * @param {string} project
 * @param {(step: string, detail?: string) => void} say
 */
export async function installNodeModules(project, say) {
  const folder = join(project, 'node_modules');
  // npm removes the old ones in any order, so the mark must be gone before.
  if (existsSync(folder)) {
    for (const name of readdirSync(folder)) {
      if (name.startsWith('.complete-')) rmSync(join(folder, name));
    }
  }
  const marker = markerOf(project);
  say(
    `installing the packages of package-lock.json into ${folder}, for reading and all else (npm ci)`,
  );
  const command = ['npm', 'ci', '--prefer-offline', '--loglevel=error', '--no-progress'];
  await runTool(command, { cwd: project, env: machineEnvironment() }).catch((error) => {
    if (!(error instanceof ToolError)) throw error;
    throw new Error(
      `expected npm to install the project's packages, found: ${error.message}.\n${firstLines(error.output)}` +
        'Check the network and the disk, then run this again.',
      { cause: error },
    );
  });
  mkdirSync(folder, { recursive: true }); // npm makes none where there is nothing to install
  writeFileSync(marker, '');
}

/**
 * npm says what is wrong first, then how it is used.
 * @param {string} output
 */
function firstLines(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm error ?/, ''));
  return lines
    .filter((line) => line.trim())
    .slice(0, 8)
    .map((line) => `  ${line}\n`)
    .join('');
}

/** Without the project's own programs: npm must not run on the Node that it replaces. */
function machineEnvironment() {
  const path = process.env['PATH'] ?? '';
  const own = join('node_modules', '.bin');
  return {
    ...process.env,
    PATH: path
      .split(delimiter)
      .filter((at) => !at.endsWith(own))
      .join(delimiter),
  };
}
