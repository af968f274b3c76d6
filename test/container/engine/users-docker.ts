import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import {
  startContributorsMachine,
  type ContributorsMachine,
} from '../../sandbox/contributors-machine.ts';
import { copyProject } from '../../setup/copy-project.ts';

/** A person's project and Docker: whatever looks for `docker` with this environment finds an engine of its own. */
export interface UsersDocker {
  machine: ContributorsMachine;
  project: string;
  env: NodeJS.ProcessEnv;
  docker(...args: string[]): Promise<string>;
  /** What is in it, as its owner can list it. */
  list(): Promise<Record<'images' | 'containers' | 'volumes' | 'networks' | 'disk', string>>;
  stop(): Promise<void>;
}

/** Starts an engine with things of its owner's in it, beside a copy of the project. */
export async function startUsersDocker(): Promise<UsersDocker> {
  const machine = await startContributorsMachine();
  const folder = mkdtempSync(join(tmpdir(), 'users-docker-'));
  const project = join(folder, 'project');
  copyProject(project);
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const enter = `nsenter --target ${machine.enginePid} --mount --net --pid --wdns=/`;
  const clean = 'env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root';
  writeFileSync(join(bin, 'docker'), `#!/bin/sh\nexec ${enter} ${clean} docker "$@"\n`, {
    mode: 0o755,
  });
  // npm says where the person stands.
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env['PATH']}`,
    INIT_CWD: project,
  };
  const docker = async (...args: string[]) => (await execa('docker', args, { env })).stdout;
  return {
    machine,
    project,
    env,
    docker,
    list: async () => ({
      images: await docker('image', 'ls', '-a', '--format', '{{.Repository}}:{{.Tag}} {{.ID}}'),
      containers: await docker(
        'ps',
        '-a',
        '--no-trunc',
        '--format',
        '{{.ID}} {{.Names}} {{.State}}',
      ),
      volumes: await docker('volume', 'ls', '-q'),
      networks: await docker('network', 'ls', '--format', '{{.Name}} {{.ID}}'),
      disk: await docker('system', 'df', '--format', '{{.Type}} {{.TotalCount}} {{.Active}}'),
    }),
    stop: async () => {
      await machine.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
