import { execa, type Options } from 'execa';
import { ContainerError } from './container-error.ts';

/** Runs the user's `docker` to its end; resolves to what it printed, throws a `ContainerError` with its last line. */
export async function docker(args: readonly string[]): Promise<string> {
  const { failed, exitCode, code, stdout, stderr } = await execa('docker', args, quietly);
  if (!failed) return stdout;
  if (code === 'ENOENT') throw new ContainerError(noClient);
  throw new ContainerError(
    `expected \`docker ${args.slice(0, 2).join(' ')}\` to work but found: ${describeRefusal(stderr, exitCode)} ` +
      'Try the command by hand to see more.',
  );
}

/** What `docker` printed last as a sentence, without the prefixes and the hint for people who typed it. */
export function describeRefusal(stderr: string, exitCode: number | undefined): string {
  const lines = stderr.split('\n').filter((line) => line.trim() && !line.includes('--help'));
  const last = lines.at(-1)?.replace(/^(?:docker: |Error response from daemon: |ERROR: )+/, '');
  return (last ?? `exit code ${exitCode}`).replace(/(?<![.!?])$/, '.');
}

/** What to say where there is no `docker` at all. */
export const noClient =
  'expected a docker command on PATH, which --in-docker uses, but found none. ' +
  'Install Docker, or leave out --in-docker on Linux.';

const quietly = { reject: false, stdin: 'ignore' } satisfies Options;
