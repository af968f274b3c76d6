import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDebianMirror } from './debian-mirror.mjs';
import { readRootList } from './root-list.mjs';
import { runTool } from './run-tool.mjs';

/** @typedef {import('./root-list.mjs').LockedPackages} LockedPackages */

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * Asks the mirror which packages a root consists of now: what `mmdebstrap --variant=minbase` takes (essential,
 * required, apt), the root's own list and all that these depend on. Apt checks the archive's signature.
 * @param {string} root
 * @param {string} architecture Debian's name of it
 * @returns {Promise<LockedPackages>}
 */
export async function resolvePackages(root, architecture) {
  const { suite, packages } = readRootList(root);
  const mirror = await findDebianMirror();
  const folder = mkdtempSync(join(tmpdir(), 'dollyeo-docker-apt-'));
  try {
    const env = { ...process.env, APT_CONFIG: writeAptFolder(folder, architecture) };
    const signedBy = existsSync(KEYRING) ? `[signed-by=${KEYRING}] ` : '';
    writeFileSync(join(folder, 'sources.list'), `deb ${signedBy}${mirror} ${suite} main\n`);
    await runTool(['apt-get', 'update', '-qq', '--error-on=any'], { env });
    const wanted = ['?essential', '?priority(required)', 'apt', ...packages];
    const install = ['apt-get', 'install', '-qq', '--no-install-recommends', '--print-uris'];
    return parseUris(await runTool([...install, ...wanted], { env }), mirror);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * An apt of its own that knows nothing of this machine's packages, but its proxy.
 * @param {string} folder
 * @param {string} architecture
 */
function writeAptFolder(folder, architecture) {
  for (const path of ['lists/partial', 'archives/partial', 'empty']) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  writeFileSync(join(folder, 'status'), '');
  const config = join(folder, 'apt.conf');
  writeFileSync(
    config,
    `Dir::State "${folder}";
Dir::State::status "${folder}/status";
Dir::Cache "${folder}";
Dir::Etc::sourcelist "${folder}/sources.list";
Dir::Etc::sourceparts "${folder}/empty";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "${folder}/empty";
APT::Architecture "${architecture}";
APT::Architectures { "${architecture}"; };
APT::Sandbox::User "root";
Acquire::ForceHash "sha256";
Acquire::Languages "none";
// What is found gets locked, so an archive whose index has run out (a mirror frozen on purpose) will do.
Acquire::Check-Valid-Until "false";
`,
  );
  return config;
}

/**
 * Reads lines of `apt-get --print-uris`: 'URI' NAME_VERSION_ARCHITECTURE.deb SIZE SHA256:HASH, colons as %3a.
 * @param {string} output
 * @param {string} mirror
 */
export function parseUris(output, mirror) {
  /** @type {LockedPackages} */
  const packages = {};
  for (const [, uri = '', file = '', sha256 = ''] of output.matchAll(
    /^'(\S+)' (\S+)\.deb \d+ SHA256:([0-9a-f]{64})$/gm,
  )) {
    const [name = '', version = ''] = file.split('_');
    packages[name] = {
      version: decodeURIComponent(version),
      sha256,
      file: uri.slice(mirror.length),
    };
  }
  return packages;
}
