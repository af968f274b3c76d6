import { readFileSync } from 'node:fs';

/** The first process of a lesson's virtual machine; `/usr/share/vm/init` in an engine root. */
export const VM_INIT = readFileSync(new URL('vm-init.sh', import.meta.url), 'utf8');

/**
 * Puts what a lesson's virtual machine starts from into `/usr/share/vm`: Debian's kernel (from where
 * its suite puts it), and a file system of busybox
 * and VM_INIT, which it finds in the environment. Same packages and script, same bytes.
 */
export const ADD_VIRTUAL_MACHINE = `--customize-hook=set -e; cd "$1"
mkdir -p usr/share/vm/tree/bin
cd usr/share/vm
for kernel in ../../lib/modules/*/vmlinuz ../../../boot/vmlinuz-*; do if [ -e "$kernel" ]; then mv "$kernel" vmlinuz; fi; done
rm -f ../../../vmlinuz* ../../../initrd.img*
cp ../../bin/busybox tree/bin/
printf "%s" "$VM_INIT" >init
chmod 755 init
cp init tree/
find tree -exec touch --no-dereference --date @0 {} +
chroot "$1" sh -c "cd /usr/share/vm/tree && find . | LC_ALL=C sort | cpio --quiet --create --format newc --reproducible >../initrd.img"
rm -r tree`;
