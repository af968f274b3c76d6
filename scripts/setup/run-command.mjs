import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

/**
 * Runs the command that set-up was for, with the project's own programs first on PATH, and ends as it ends.
 * @param {string} project
 * @param {string[]} command
 * @param {Record<string, string>} more variables of its environment
 */
export function runCommand(project, [program = '', ...args], more) {
  const PATH = `${join(project, 'node_modules', '.bin')}${delimiter}${process.env['PATH']}`;
  const env = { ...process.env, PATH, ...more };
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  // Before the command starts: a signal in between would end us and leave it.
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // Ctrl+C reaches the command by itself: a terminal signals all of its foreground processes.
      const isFromTerminal = process.stdin.isTTY && signal !== 'SIGTERM';
      if (!isFromTerminal) child?.kill(signal);
    });
  }
  child = spawn(program, args, { cwd: project, env, stdio: 'inherit' });
  followNpm(child);
  child.on('error', (error) => {
    console.error(
      `setup: expected to run ${program}, found: ${error.message}. Run \`npm run doctor\`.`,
    );
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)];
  });
}

/**
 * npm ends at a signal and tells nobody: the command, a server perhaps, is ended when npm is gone.
 * @param {import('node:child_process').ChildProcess} child
 */
function followNpm(child) {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, 500).unref();
}
