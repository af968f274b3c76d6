import { chmodSync, chownSync, linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { comparePackages, describeOtherRoot } from './compare-packages.mjs';
import { readEngineLine, readLockedPackages } from './engine-line.mjs';
import { ADD_DEBIAN_ROOT, debianRoot } from './debian-root.mjs';
import { FIRST_HOST_ID } from './run-as-sandbox-root.mjs';
import { FORGET_HOST, leaveOut, runMmdebstrap } from './run-mmdebstrap.mjs';
import { runTool } from './run-tool.mjs';
import { ADD_VIRTUAL_MACHINE, VM_INIT } from './virtual-machine.mjs';

/** What a machine with an engine does without; of QEMU stays what starts a PC on a serial line. */
const LEFT_OUT = [
  '/usr/lib/cni/*',
  '/usr/bin/qemu-*',
  '/usr/lib/*/qemu/*',
  '/usr/lib/ipxe/*',
  '/usr/lib/qemu/*',
  '/usr/share/icons/*',
  '/usr/share/qemu/*',
  '/usr/share/seabios/*',
];

const KEPT_OF_QEMU = [
  '/usr/bin/qemu-system-x86_64',
  '/usr/share/qemu/efi-e1000.rom',
  '/usr/share/qemu/kvmvapic.bin',
  '/usr/share/qemu/linuxboot_dma.bin',
  '/usr/share/seabios/bios-256k.bin',
  '/usr/share/seabios/vgabios-stdvga.bin',
];

const WRITE_DAEMON = `--customize-hook=set -e; cd "$1"
mkdir -p etc/docker
printf "%s\\n" "$DAEMON_JSON" >etc/docker/daemon.json`;

const OPTIONS = [
  '--format=directory',
  '--variant=minbase',
  ...leaveOut(LEFT_OUT),
  ...KEPT_OF_QEMU.map((path) => `--dpkgopt=path-include=${path}`),
  WRITE_DAEMON,
  ADD_VIRTUAL_MACHINE,
  ADD_DEBIAN_ROOT,
  FORGET_HOST,
];

/** Prints the index of the packages in the folder, as apt reads it from a repository without a pool (deb(5)). */
const INDEX = `set -e
for file in *.deb; do
  dpkg-deb --field "$file"
  echo "Filename: ./$file"
  echo "Size: $(stat --format %s "$file")"
  echo "SHA256: $(sha256sum <"$file" | cut --delimiter ' ' --fields 1)"
  echo
done`;

/**
 * Makes a line's root in `partial/root` with mmdebstrap, which sees these packages only and no network.
 * @param {string} line
 * @param {string} partial
 * @param {string[]} files
 * @param {(step: string, detail?: string) => void} say
 */
export async function fillEngineRoot(line, partial, files, say) {
  const debs = join(partial, 'debs');
  mkdirSync(debs, { recursive: true });
  // Root of the sandbox is another user: it must be able to read the packages and to own what it makes.
  for (const folder of [partial, debs]) chmodSync(folder, 0o755);
  mkdirSync(join(partial, 'root'));
  for (const folder of [partial, join(partial, 'root')]) {
    chownSync(folder, FIRST_HOST_ID, FIRST_HOST_ID);
  }
  for (const file of files) {
    chmodSync(file, 0o644);
    linkSync(file, join(debs, basename(file)));
  }
  say(`building the engine root of ${line} in ${dirname(partial)}`);
  writeFileSync(join(debs, 'Packages'), await runTool(['sh', '-c', INDEX], { cwd: debs }));
  const { daemon, debianRoot: packages } = readEngineLine(line);
  await runMmdebstrap({ ...debianRoot, partial, packages }, say);
  await runMmdebstrap(
    {
      partial,
      name: 'engine root',
      packages: Object.keys(readLockedPackages(line)),
      options: OPTIONS,
      target: 'root',
      environment: { DAEMON_JSON: JSON.stringify(daemon, null, 2), VM_INIT },
    },
    say,
  );
  await checkInstalled(line, join(partial, 'root'));
}

/**
 * What dpkg says is installed must be what the lock names, no more and no less.
 * @param {string} line
 * @param {string} root
 */
async function checkInstalled(line, root) {
  const expected = readLockedPackages(line);
  const list = await runTool([
    'dpkg-query',
    `--admindir=${root}/var/lib/dpkg`,
    '--show',
    '--showformat=${Package} ${Version} ${db:Status-Status}\\n',
  ]);
  /** @type {typeof expected} */
  const found = {};
  for (const [, name = '', version = ''] of list.matchAll(/^(\S+) (\S+) installed$/gm)) {
    // dpkg does not keep checksums of packages; those of the files were checked after the download.
    found[name] = { version, file: '', sha256: expected[name]?.sha256 ?? '' };
  }
  const differences = comparePackages(expected, found);
  if (differences.length > 0) throw new Error(describeOtherRoot(line, differences));
}
