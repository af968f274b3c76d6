import { readdir, readFile, readlink } from 'node:fs/promises';
import { LEAF, type Cgroups } from './cgroups.ts';
import { SandboxError } from './errors.ts';
import { FIRST_HOST_ID, HOST_ID_COUNT } from './host-ids.mjs';

const NAMESPACES = ['user', 'mnt', 'net', 'pid', 'uts', 'ipc', 'cgroup'] as const;

/** The three streams, and the script that bash reads. */
const OWN_FILES = ['0', '1', '2', '255'];

/** Devices of the host that a sandbox shares: none of them holds anything. */
const SHARED_DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty'].map(
  (name) => `/dev/${name}`,
);

/**
 * Proves from the host, before any program of a sandbox runs, that its PID 1 is cut off from the host. Throws a
 * `SandboxError` that names the first proof that is missing.
 */
export async function provePrivacy(pid: number, cgroups: Cgroups): Promise<void> {
  for (const namespace of NAMESPACES) {
    const [ours, theirs] = await Promise.all([
      readlink(`/proc/self/ns/${namespace}`),
      readlink(`/proc/${pid}/ns/${namespace}`),
    ]);
    if (ours === theirs) missing(`a ${namespace} namespace of its own`, `the host's, ${ours}`);
  }

  const status = await read(pid, 'status');
  const innermost = /^NSpid:\s.*?(\d+)$/m.exec(status)?.[1];
  if (innermost !== '1') missing('a program that is PID 1', `PID ${innermost}`);

  for (const map of ['uid_map', 'gid_map']) {
    const found = (await read(pid, map)).trim().split(/\s+/).join(' ');
    const expected = `0 ${FIRST_HOST_ID} ${HOST_ID_COUNT}`;
    if (found !== expected) missing(`the ${map} "${expected}"`, `"${found}"`);
  }
  for (const kind of ['Uid', 'Gid']) {
    const ids = new RegExp(`^${kind}:\\s+(.*)$`, 'm').exec(status)?.[1]?.split('\t') ?? [];
    if (ids.length !== 4 || !ids.every((id) => Number(id) === FIRST_HOST_ID)) {
      missing(`nobody's ${kind} on the host`, ids.join(' '));
    }
  }

  const groups = /^Groups:[ \t]*(.*?)[ \t]*$/m.exec(status)?.[1];
  if (groups !== '') missing('no more groups of the host', String(groups));

  const filters = /^Seccomp_filters:\s*(\d+)$/m.exec(status)?.[1];
  if (!Number(filters)) missing('no way to the hypervisor', 'system calls unfiltered');

  // proc_pid_stat(5), tty_nr: 0 is no terminal.
  const stat = await read(pid, 'stat');
  const terminal = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[4];
  if (terminal !== '0') missing('no terminal of the host', `number ${terminal}`);
  const files = (await readdir(`/proc/${pid}/fd`)).filter((file) => !OWN_FILES.includes(file));
  if (files.length > 0) {
    missing('no open files of the host', await readlink(`/proc/${pid}/fd/${files[0]}`));
  }

  const mounts = (await read(pid, 'mountinfo')).trim().split('\n').map(parseMount);
  const root = mounts.find(({ target }) => target === '/');
  if (root?.source !== 'sandbox-root') missing('a root of its own', String(root?.source));
  const foreign = mounts.find(
    ({ source, target }) => !source.startsWith('sandbox-') && !SHARED_DEVICES.includes(target),
  );
  if (foreign) missing('mounts of its own only', `${foreign.source} on ${foreign.target}`);
  for (const target of ['/proc', '/sys', '/dev', '/dev/shm', '/dev/pts', '/run', '/tmp']) {
    if (!mounts.some((mount) => mount.target === target)) missing(`its own ${target}`, 'none');
  }

  const links = (await read(pid, 'net/dev'))
    .split('\n')
    .slice(2)
    .map((line) => line.split(':')[0]?.trim())
    .filter((name) => name !== '' && name !== 'lo');
  if (links.length > 0) missing('no network interface but lo', links.join(', '));

  await proveCgroups(pid, cgroups);
}

/** Every hierarchy that we limit holds it in our own folder. */
async function proveCgroups(pid: number, { folders }: Cgroups): Promise<void> {
  const members = await Promise.all(
    folders.map(async (folder) => {
      const here = await Promise.all(
        [folder, `${folder}/${LEAF}`].map((group) =>
          readFile(`${group}/cgroup.procs`, 'utf8').catch(() => ''),
        ),
      );
      return here.join('\n').split('\n').includes(String(pid));
    }),
  );
  const outside = folders[members.indexOf(false)];
  if (outside) missing(`the control group ${outside}`, 'another one');
}

async function read(pid: number, file: string): Promise<string> {
  return readFile(`/proc/${pid}/${file}`, 'utf8');
}

/** proc_pid_mountinfo(5): fields up to " - " vary in number; after it come type and source. */
function parseMount(line: string): { target: string; source: string } {
  const [before = '', after = ''] = line.split(' - ');
  return { target: before.split(' ')[4] ?? '', source: after.split(' ')[1] ?? '' };
}

function missing(expected: string, found: string): never {
  throw new SandboxError(
    `expected the sandbox to have ${expected} but found ${found}. ` +
      'It is not private, so nothing was run in it. Run `npm run doctor` to see what this machine lacks.',
  );
}
