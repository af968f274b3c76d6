import { FORGET_HOST, leaveOut } from './run-mmdebstrap.mjs';

/** What a small Debian does without beside manuals: character sets other than UTF-8, old ciphers. */
const LEFT_OUT = ['/usr/lib/*/gconv/*', '/usr/lib/*/ossl-modules/*'];

/**
 * How mmdebstrap makes the root file system of a small Debian that lessons bring in with `docker import`, as an archive: root's
 * files, every time the same bytes.
 */
export const debianRoot = {
  name: "lessons' Debian",
  options: ['--format=tar', '--variant=custom', ...leaveOut(LEFT_OUT), FORGET_HOST],
  target: 'debian.tar',
  environment: { SOURCE_DATE_EPOCH: '1784073600' },
};

/** Puts the archive into an engine root. */
export const ADD_DEBIAN_ROOT = `--customize-hook=set -e; cd "$1"
mkdir -p usr/share/course
cp /mnt/${debianRoot.target} usr/share/course/`;
