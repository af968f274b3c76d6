import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { ContributorsMachine } from './contributors-machine.ts';

/** Values below /proc/sys that move by themselves. */
const MOVING =
  /^(fs\/(aio-nr|dentry-state|file-nr|inode-(nr|state)|quota\/)|kernel\/(ns_last_pid|pty\/nr|random\/(uuid|entropy_avail)|sched_domain)|net\/netfilter\/nf_conntrack_(count|buckets)|net\/ipv4\/tcp_fastopen_key|net\/ipv[46]\/route\/flush|net\/ipv6\/conf\/.*\/stable_secret)/;

/** All that a lesson could change on this machine and on a contributor's, as text; equal where nothing changed. */
export async function readHostState(
  machine: ContributorsMachine,
  folders: string[],
): Promise<Record<string, string>> {
  const format = '--format "{{.Names}} {{.ID}} {{.State}} {{.Image}}"';
  return {
    containers: await machine.inEngine(`docker ps -a --no-trunc ${format}`),
    images: await machine.inEngine(
      'docker images -a --no-trunc --format "{{.Repository}}:{{.Tag}} {{.ID}}"',
    ),
    volumes: await machine.inEngine(
      'docker volume ls -q; docker run --rm -v ledger:/l shop:1 /bin/busybox cat /l/book',
    ),
    networks: await machine.inEngine('docker network ls --no-trunc --format "{{.Name}} {{.ID}}"'),
    engine: await machine.inEngine('docker info --format "{{.ID}} {{.Name}}"'),
    shop: await machine.inEngine('curl -s http://127.0.0.1:8088/'),
    rules: await machine.inEngine(
      `for save in iptables-save ip6tables-save; do $save | ${WITHOUT_COUNTERS}; done`,
    ),
    rulesHere: await inThisNetwork(machine, `iptables-save | ${WITHOUT_COUNTERS}`),
    links: listLinks(machine.pid),
    linksHere: listLinks('self'),
    mounts: readFileSync(`/proc/${machine.pid}/mountinfo`, 'utf8'),
    mountsOfEngine: readFileSync(`/proc/${machine.enginePid}/mountinfo`, 'utf8'),
    mountsHere: readFileSync('/proc/self/mountinfo', 'utf8'),
    sysctls: readSysctls('/proc/sys').join('\n'),
    sysctlsOfNetwork: (
      await execa(
        'nsenter',
        ['--target', String(machine.pid), '--net', 'sh', '-c', 'grep -rs . /proc/sys/net'],
        { reject: false },
      )
    ).stdout
      .split('\n')
      .filter((line) => !MOVING.test(line.slice('/proc/sys/'.length)))
      .join('\n'),
    modules: existsSync('/proc/modules')
      ? readFileSync('/proc/modules', 'utf8').replace(/^(\S+).*$/gm, '$1')
      : '',
    cgroups: listCgroups('/sys/fs/cgroup', 2).join('\n'),
    name: readFileSync('/proc/sys/kernel/hostname', 'utf8'),
    devices: readdirSync('/dev').sort().join(' '),
    ...Object.fromEntries(
      await Promise.all(folders.map(async (folder) => [folder, await hashTree(folder)])),
    ),
  };
}

/** Real time minus time since boot, in seconds: changes when somebody sets the clock. */
export function readClock(): number {
  return Date.now() / 1000 - Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
}

const WITHOUT_COUNTERS = `grep -v "^#" | sed "s/\\[[0-9]*:[0-9]*\\]//"`;

/** The engine's programs, in the network of this process. */
async function inThisNetwork(machine: ContributorsMachine, command: string): Promise<string> {
  const namespaces = ['--target', String(machine.enginePid), '--mount'];
  const { stdout } = await execa('nsenter', [...namespaces, 'sh', '-c', command], {
    reject: false,
  });
  return stdout;
}

function listLinks(pid: number | 'self'): string {
  return readFileSync(`/proc/${pid}/net/dev`, 'utf8').replace(/:.*$/gm, '');
}

function readSysctls(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return readSysctls(path);
    if (MOVING.test(path.slice('/proc/sys/'.length))) return [];
    try {
      return [`${path} ${readFileSync(path, 'utf8').trim()}`];
    } catch {
      return []; // some can only be written
    }
  });
}

/** Control groups but those of sandboxes, which other runners may have meanwhile. */
function listCgroups(folder: string, depth: number): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('dollyeo-docker-'))
    .flatMap(({ name }) => {
      const path = join(folder, name);
      return [path, ...(depth > 1 ? listCgroups(path, depth - 1) : [])];
    })
    .sort();
}

/** No change of a file or a folder can keep its ctime. */
async function hashTree(folder: string): Promise<string> {
  const format = '%p %i %y %m %U %G %s %T@ %C@ %l\\n';
  const { stdout } = await execa('find', [folder, '-printf', format], { maxBuffer: 1e9 });
  return createHash('sha256').update(stdout.split('\n').sort().join('\n')).digest('hex');
}
