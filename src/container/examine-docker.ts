import { execa } from 'execa';
import { ContainerError } from './container-error.ts';
import { describeRefusal, noClient } from './docker-client.ts';

/** The part of `docker info` that decides whether chapters can be checked there. */
export interface DockerInfo {
  ServerErrors?: string[];
  OSType: string;
  /** As the kernel calls it, for example `x86_64`. */
  Architecture: string;
  /** In bytes. */
  MemTotal: number;
  /** For example `name=rootless`. */
  SecurityOptions?: string[];
}

/**
 * Asks the user's Docker whether it can run the checks. Throws a `ContainerError` where it cannot, and where there is none.
 */
export async function examineDocker(): Promise<void> {
  const answer = await execa('docker', ['info', '--format', '{{json .}}'], { reject: false });
  if (answer.code === 'ENOENT') throw new ContainerError(noClient);
  const info = readInfo(answer.stdout);
  const refusal = info?.ServerErrors?.[0] ?? (answer.failed || !info ? answer.stderr : undefined);
  if (refusal !== undefined || info === undefined) {
    const reason = describeRefusal(refusal ?? '', answer.exitCode);
    const next = reason.includes('permission denied')
      ? 'Use a user who may, for example a member of the group "docker".'
      : 'Start Docker, or choose another one with `docker context use`.';
    throw new ContainerError(`expected a Docker Engine to answer but found: ${reason} ${next}`);
  }
  judgeDocker(info, process.arch);
}

/** What `examineDocker` says of an engine that answers, to a machine of this architecture (as Node calls it). */
export function judgeDocker(
  { OSType, Architecture, MemTotal, SecurityOptions = [] }: DockerInfo,
  here: string,
): void {
  if (OSType !== 'linux') {
    throw new ContainerError(
      `expected a Docker that runs Linux containers but found ${OSType}. Switch it to Linux containers.`,
    );
  }
  if (ARCHITECTURES[Architecture] !== here) {
    throw new ContainerError(
      `expected Docker on a processor like this machine's, ${here}, but found ${Architecture}. Choose another one with \`docker context use\`.`,
    );
  }
  if (SecurityOptions.some((option) => /\bname=rootless\b/.test(option))) {
    throw new ContainerError(
      'expected a Docker that runs as root, so that --privileged means something, but found a rootless one. ' +
        'On Linux leave out --in-docker: the checks run without root, too.',
    );
  }
  if (MemTotal < LEAST_MEMORY) {
    throw new ContainerError(
      `expected Docker to have 2 GiB of memory but found ${(MemTotal / GIB).toFixed(1)} GiB. ` +
        'Give it more; Docker Desktop has a setting for it under Resources.',
    );
  }
}

function readInfo(text: string): DockerInfo | undefined {
  try {
    return JSON.parse(text) as DockerInfo;
  } catch {
    return undefined; // what it printed on standard error says more
  }
}

const GIB = 1024 ** 3;
/** The kernel keeps a part of a machine's 2 GiB for itself. */
const LEAST_MEMORY = 1.9 * GIB;
const ARCHITECTURES: Record<string, string> = {
  x86_64: 'x64',
  amd64: 'x64',
  aarch64: 'arm64',
  arm64: 'arm64',
};
