import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ContainerError } from './container-error.ts';
import { describeRefusal } from './docker-client.ts';
import { writePack, type Pack } from './tar-stream.ts';

const SCRIPT = readFileSync(new URL('job.sh', import.meta.url), 'utf8');

/** What is run in a container of ours, see `job.sh`. */
export interface JobOptions {
  image: string;
  /** What it is given, unpacked into `folder`. */
  pack: Pack;
  folder: string;
  command: readonly string[];
  environment?: Readonly<Record<string, string>>;
  /** Called with what it prints on standard error. */
  onText(text: string): void;
}

/** A container that runs. It ends with this process, however that ends, and is then gone. */
export interface Job {
  /** What the command writes to standard output. */
  output: Readable;
  /** Resolves to the command's exit code; rejects with a `ContainerError` where Docker did not start it. */
  ended: Promise<number>;
  stop(): void;
}

/** Starts a privileged container without a network, and nothing of the user's in it but what it is given. */
export function startJob(options: JobOptions): Job {
  const { image, pack, folder, command, environment = {}, onText } = options;
  const child = spawn(
    'docker',
    [
      ...['run', '--rm', '--interactive', '--privileged', '--network=none', '--pull=never'],
      // Where Docker maps users, --privileged is refused in its mapping.
      ...['--userns=host', '--label=dollyeo-docker', '--workdir=/'],
      ...Object.entries(environment).map(([name, value]) => `--env=${name}=${value}`),
      ...[image, '/bin/sh', '-c', SCRIPT, 'job', folder, ...command],
    ],
    // Of a session of its own: what ends it is the end of its input, not the terminal.
    { stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000);
    onText(text);
  });
  child.stdin.on('error', () => {}); // it has ended: its code tells
  const given = (async () => {
    child.stdin.write(`${pack.size}\n`);
    await pipeline(writePack(pack), child.stdin, { end: false });
  })();
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      child.stdin.destroy();
      // docker-run(1): 125 is an error of Docker itself.
      if (code !== 125) return resolve(code ?? 1);
      reject(
        new ContainerError(
          `expected Docker to start a privileged container but found: ${describeRefusal(said, code)} ` +
            'Use a Docker that allows it.',
        ),
      );
    });
  });
  given.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
      child.emit('error', error);
    child.stdin.destroy();
  });
  return { output: child.stdout, ended, stop: () => child.stdin.destroy() };
}
