import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What runs, and the signal that ends it. @type {Map<import('node:child_process').ChildProcess, NodeJS.Signals>} */
const running = new Map();
let isStopping = false;

/** A tool that ended with another code than 0; `output` holds the end of what it printed. */
export class ToolError extends Error {
  /**
   * @param {string} message
   * @param {string} output
   */
  constructor(message, output) {
    super(message);
    this.name = 'ToolError';
    this.output = output;
  }
}

/**
 * Runs a program of the machine to its end and gives back what it printed. Each line is handed to `onLine` as it comes.
 * `outlivesUs` is for programs that must not be cut short (dpkg); others die with this process on Linux.
 * @param {string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, onLine?: (line: string) => void, outlivesUs?: boolean,
 *   onStart?: (child: import('node:child_process').ChildProcess) => void }} [options]
 * @returns {Promise<string>}
 */
export function runTool(command, { env = process.env, cwd, onLine, outlivesUs, onStart } = {}) {
  const dieWithUs = ['setpriv', '--pdeathsig', 'KILL', '--'];
  const [program = '', ...args] =
    process.platform === 'linux' && !outlivesUs ? [...dieWithUs, ...command] : command;
  return new Promise((resolve, reject) => {
    if (isStopping) return reject(new Error('stopped'));
    const child = spawn(program, args, { env, cwd, stdio: ['pipe', 'pipe', 'pipe'] });
    running.set(child, outlivesUs ? 'SIGTERM' : 'SIGKILL');
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output = `${output}${line}\n`.slice(-1_000_000);
        onLine?.(line);
      });
    }
    child.stdin.on('error', () => {}); // it ended without reading: its code tells
    child.on('error', (error) => {
      running.delete(child);
      reject(new ToolError(`${command[0]} could not be started (${error.message})`, ''));
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      if (isStopping) reject(new Error('stopped'));
      else if (code === 0) resolve(output);
      else reject(new ToolError(`${command[0]} ended with ${signal ?? `code ${code}`}`, output));
    });
    if (onStart) onStart(child);
    else child.stdin.end();
  });
}

/** Ends all that runs, so that what waits for it fails with "stopped"; says how many there were. */
export function stopTools() {
  isStopping = true;
  for (const [child, signal] of running) child.kill(signal);
  return running.size;
}
