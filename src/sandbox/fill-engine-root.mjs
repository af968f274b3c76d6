import { chmodSync, chownSync, linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { comparePackages, describeOtherRoot } from './compare-packages.mjs';
import { readEngineLine, readLockedPackages } from './engine-line.mjs';
import { FIRST_HOST_ID, runAsSandboxRoot } from './run-as-sandbox-root.mjs';
import { runTool, ToolError } from './run-tool.mjs';

/** Weighs much, and no lesson reads it; copyright files stay. */
const LEFT_OUT = [
  '/usr/share/man/*',
  '/usr/share/info/*',
  '/usr/share/lintian/*',
  '/usr/share/locale/*',
  '/usr/share/doc/*',
  '/usr/lib/cni/*',
];

const OPTIONS = [
  '--mode=root',
  '--format=directory',
  '--variant=minbase',
  '--hook-dir=/usr/share/mmdebstrap/hooks/file-mirror-automount',
  ...LEFT_OUT.map((path) => `--dpkgopt=path-exclude=${path}`),
  '--dpkgopt=path-include=/usr/share/doc/*/copyright',
  '--dpkgopt=path-include=/usr/share/locale/locale.alias',
];

/** Copies nothing of the host into the root: no name, no resolver, no list of sources. */
const FINISH = `--customize-hook=set -e; cd "$1"
for file in etc/hostname etc/resolv.conf etc/apt/sources.list; do : >"$file"; done
rmdir mnt/debs
mkdir -p etc/docker
printf "%s\\n" "$DAEMON_JSON" >etc/docker/daemon.json`;

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
  // Root of the sandbox is another user: it must be able to read the packages and to own the root.
  for (const folder of [partial, debs]) chmodSync(folder, 0o755);
  mkdirSync(join(partial, 'root'));
  chownSync(join(partial, 'root'), FIRST_HOST_ID, FIRST_HOST_ID);
  for (const file of files) {
    chmodSync(file, 0o644);
    linkSync(file, join(debs, basename(file)));
  }
  say(`building the engine root of ${line} in ${dirname(partial)}`);
  writeFileSync(join(debs, 'Packages'), await runTool(['sh', '-c', INDEX], { cwd: debs }));
  await runMmdebstrap(line, partial, say);
  await checkInstalled(line, join(partial, 'root'));
}

/**
 * @param {string} line
 * @param {string} partial
 * @param {(step: string, detail?: string) => void} say
 */
async function runMmdebstrap(line, partial, say) {
  const include = `--include=${Object.keys(readLockedPackages(line)).join(',')}`;
  const daemon = JSON.stringify(readEngineLine(line).daemon, null, 2);
  // The suite has no name: the repository holds this line's packages, whatever suite they came from.
  const source = ['', '/mnt/root', 'deb [trusted=yes] file:///mnt/debs ./'];
  const command = ['env', `DAEMON_JSON=${daemon}`, 'mmdebstrap', ...OPTIONS, FINISH, include];
  try {
    await runAsSandboxRoot(partial, [...command, ...source], (text) => {
      const step = /^I: ((?:extracting|installing|cleaning) .*?)(?:\.\.\.)?$/.exec(text);
      if (step) say(`engine root: ${step[1]}`);
    });
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    throw new Error(
      `expected mmdebstrap to build the engine root of ${line}, found: ${error.message}. It printed last:\n` +
        `${error.output.trim().split('\n').slice(-12).join('\n')}\n` +
        'Run this again; if it stays, see `npm run doctor`.',
      { cause: error },
    );
  }
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
