import { chmodSync, chownSync, linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { comparePackages, describeOtherRoot } from './compare-packages.mjs';
import { ADD_DEBIAN_ROOT, debianRoot } from './debian-root.mjs';
import { FIRST_HOST_ID } from './host-ids.mjs';
import { readLockedPackages, readRootList } from './root-list.mjs';
import { FORGET_HOST, leaveOut, runMmdebstrap } from './run-mmdebstrap.mjs';
import { runTool } from './run-tool.mjs';
import { ADD_VIRTUAL_MACHINE, VM_INIT } from './virtual-machine.mjs';

/** What a machine with an engine does without; of QEMU stays what starts a PC on a serial line, of a kernel the kernel. */
const LEFT_OUT = [
  '/etc/kernel/*.d/*',
  '/lib/modules/*/kernel/*',
  '/usr/lib/modules/*/kernel/*',
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
  '/usr/lib/*/qemu/accel-tcg-x86_64.so',
  '/usr/lib/ipxe/qemu/efi-e1000.rom',
  '/usr/share/qemu/efi-e1000.rom',
  '/usr/share/qemu/kvmvapic.bin',
  '/usr/share/qemu/linuxboot_dma.bin',
  '/usr/share/seabios/bios-256k.bin',
  '/usr/share/seabios/vgabios-stdvga.bin',
];

/** Until Debian 12 no package brought the links from `/bin` to `/usr/bin` and the like. */
const MERGE_USR = '--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr';

const OPTIONS = [
  '--format=directory',
  '--variant=minbase',
  ...leaveOut(LEFT_OUT),
  ...KEPT_OF_QEMU.map((path) => `--dpkgopt=path-include=${path}`),
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
 * Makes an engine root in `partial/root` with mmdebstrap, which sees these packages only and no network.
 * @param {string} root
 * @param {string} partial
 * @param {string[]} files
 * @param {(step: string, detail?: string) => void} say
 */
export async function fillEngineRoot(root, partial, files, say) {
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
  say(`building the engine root of ${root} in ${dirname(partial)}`);
  writeFileSync(join(debs, 'Packages'), await runTool(['sh', '-c', INDEX], { cwd: debs }));
  const { debianRoot: packages } = readRootList(root);
  await runMmdebstrap({ ...debianRoot, partial, packages }, say);
  const names = Object.keys(readLockedPackages(root));
  await runMmdebstrap(
    {
      partial,
      name: 'engine root',
      packages: names,
      options: names.includes('usr-is-merged') ? [MERGE_USR, ...OPTIONS] : OPTIONS,
      target: 'root',
      environment: { VM_INIT },
    },
    say,
  );
  await checkInstalled(root, join(partial, 'root'));
}

/**
 * What dpkg says is installed must be what the lock names, no more and no less.
 * @param {string} root
 * @param {string} folder
 */
async function checkInstalled(root, folder) {
  const expected = readLockedPackages(root);
  const list = await runTool([
    'dpkg-query',
    `--admindir=${folder}/var/lib/dpkg`,
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
  if (differences.length > 0) throw new Error(describeOtherRoot(root, differences));
}
