import { readFileSync } from 'node:fs';
import { runTool } from './run-tool.mjs';

/**
 * The Debian mirror that DEBIAN_MIRROR names, ending in a slash; else the one that this machine's apt uses; else the
 * one that mmdebstrap knows.
 */
export async function findDebianMirror() {
  const named = process.env['DEBIAN_MIRROR'];
  return (named || (await findOwnMirror())).replace(/\/*$/, '/');
}

async function findOwnMirror() {
  const targets = await runTool([
    'apt-get',
    'indextargets',
    '--format',
    '$(ORIGIN) $(LABEL) $(REPO_URI)',
    'Created-By: Packages',
  ]).catch(() => '');
  const uri = targets
    .split('\n')
    .find((line) => line.startsWith('Debian Debian '))
    ?.split(' ')[2];
  const mirror = uri?.startsWith('mirror+file:') ? readMirrorList(uri) : uri;
  return mirror ?? (await askMmdebstrap());
}

/**
 * The first entry of a list of mirrors, as Debian's cloud images have it (apt-transport-mirror(1)).
 * @param {string} uri
 */
function readMirrorList(uri) {
  const list = readFileSync(uri.slice('mirror+file:'.length).replace(/\/$/, ''), 'utf8');
  return list
    .split('\n')
    .find((line) => /^\w+:/.test(line))
    ?.split(/\s/)[0];
}

/** A setup hook sees the sources that mmdebstrap chose before it downloads anything. */
async function askMmdebstrap() {
  const hook = '--setup-hook=cat "$1/etc/apt/sources.list"; false';
  const command = ['mmdebstrap', '--variant=custom', '--format=null', hook, 'sid', '/dev/null'];
  const output = await runTool(command).catch((error) => String(error.output ?? ''));
  const uri = /^deb (?:\[.*?\] )?(\S+) sid /m.exec(output)?.[1];
  if (!uri) {
    throw new Error(
      'expected a Debian mirror to download packages from, found none that this machine knows. ' +
        "Choose one from Debian's list of mirrors and set DEBIAN_MIRROR to its address, which ends in /debian/.",
    );
  }
  return uri;
}
