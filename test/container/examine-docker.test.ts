import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { describeRefusal } from '../../src/container/docker-client.ts';
import { examineDocker, judgeDocker, type DockerInfo } from '../../src/container/examine-docker.ts';
import { makeFolder } from '../setup/small-project.ts';

const good: DockerInfo = {
  OSType: 'linux',
  Architecture: 'x86_64',
  MemTotal: 8 * 1024 ** 3,
  SecurityOptions: ['name=seccomp,profile=builtin', 'name=cgroupns'],
};

afterEach(() => void vi.unstubAllEnvs());

/** Puts a `docker` that answers so in front of all others, or leaves none at all. */
function useDocker(script?: string): void {
  const folder = makeFolder();
  mkdirSync(join(folder, 'bin'));
  if (script !== undefined) {
    writeFileSync(join(folder, 'bin/docker'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  vi.stubEnv('PATH', `${join(folder, 'bin')}${script === undefined ? '' : `${delimiter}/bin`}`);
}

test('a Docker that can run the checks is taken', () => {
  expect(() => judgeDocker(good, 'x64')).not.toThrow();
  expect(() => judgeDocker({ ...good, Architecture: 'aarch64' }, 'arm64')).not.toThrow();
  // What is left of a machine of 2 GiB.
  expect(() => judgeDocker({ ...good, MemTotal: 2_061_000_000 }, 'x64')).not.toThrow();
});

test('one that cannot is told by what it lacks', () => {
  const judge = (change: Partial<DockerInfo>) => () => judgeDocker({ ...good, ...change }, 'x64');
  expect(judge({ OSType: 'windows' })).toThrowErrorMatchingInlineSnapshot(
    `[ContainerError: expected a Docker that runs Linux containers but found windows. Switch it to Linux containers.]`,
  );
  expect(judge({ Architecture: 'aarch64' })).toThrowErrorMatchingInlineSnapshot(
    `[ContainerError: expected Docker on a processor like this machine's, x64, but found aarch64. Choose another one with \`docker context use\`.]`,
  );
  expect(judge({ MemTotal: 1024 ** 3 })).toThrowErrorMatchingInlineSnapshot(
    `[ContainerError: expected Docker to have 2 GiB of memory but found 1.0 GiB. Give it more; Docker Desktop has a setting for it under Resources.]`,
  );
  expect(
    judge({ SecurityOptions: ['name=seccomp', 'name=rootless'] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ContainerError: expected a Docker that runs as root, so that --privileged means something, but found a rootless one. On Linux leave out --in-docker: the checks run without root, too.]`,
  );
});

test('where there is no docker command, the sentence says so', async () => {
  useDocker();
  await expect(examineDocker()).rejects.toThrowErrorMatchingInlineSnapshot(
    `[ContainerError: expected a docker command on PATH, which --in-docker uses, but found none. Install Docker, or leave out --in-docker on Linux.]`,
  );
});

test('where no engine answers, the sentence gives its reason and a next move that fits', async () => {
  const answer = `{"ServerErrors":["Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?"],"OSType":""}`;
  useDocker(`echo '${answer}'; echo errors pretty printing info >&2; exit 1`);
  await expect(examineDocker()).rejects.toThrowErrorMatchingInlineSnapshot(
    `[ContainerError: expected a Docker Engine to answer but found: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running? Start Docker, or choose another one with \`docker context use\`.]`,
  );
  useDocker(
    'echo "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock" >&2; exit 1',
  );
  await expect(examineDocker()).rejects.toThrowErrorMatchingInlineSnapshot(
    `[ContainerError: expected a Docker Engine to answer but found: permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock. Use a user who may, for example a member of the group "docker".]`,
  );
});

test('of what Docker prints the reason stays, without the hint for those who typed it', () => {
  const stderr = `docker: Error response from daemon: privileged mode is incompatible with user namespaces

Run 'docker run --help' for more information
`;
  expect(describeRefusal(stderr, 125)).toBe(
    'privileged mode is incompatible with user namespaces.',
  );
  expect(describeRefusal('', 1)).toBe('exit code 1.');
});
