import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { findPublishedLine } from '../../src/sandbox/engine-line.mjs';

const start = async () => {
  const sandbox = await startSandbox({ engineLine: findPublishedLine() });
  onTestFinished(() => sandbox.stop());
  return (command: string) => sandbox.ask(['sh', '-ec', command]);
};

const boot = (run: string) =>
  'qemu-system-x86_64 -accel tcg -m 256 -display none -serial stdio -no-reboot -kernel /usr/share/vm/vmlinuz ' +
  `-initrd /usr/share/vm/initrd.img -append 'console=ttyS0 loglevel=0 no_timer_check run="${run}"' </dev/null | tr -d '\\r'`;

test('a virtual machine runs what its command line asks on a kernel of its own, then turns itself off', async () => {
  const ask = await start();
  const [kernel = '', first = '', rest] = (
    await ask(boot('uname -r; cat /proc/1/comm; sed s/a/b/ /etc/passwd 2>&1'))
  ).split('\n');
  expect(await ask(`ls /usr/share/doc | grep linux-binary`)).toBe(`linux-binary-${kernel}\n`);
  expect(kernel).not.toBe((await ask('uname -r')).trim());
  expect(first).toBe('init');
  expect(rest).toBe('sed: /etc/passwd: No such file or directory');
});

test('the machine of a lesson starts with the script that a lesson can show', async () => {
  const ask = await start();
  expect(await ask(boot('cat /init'))).toBe(await ask('cat /usr/share/vm/init'));
});

test('the Debian of lessons runs in a container, with owners of its own', async () => {
  const ask = await start();
  await ask('docker import /usr/share/course/debian.tar debian:forky');
  const run = (command: string) => ask(`docker run --rm debian:forky ${command}`);
  expect(await run('cat /etc/os-release')).toContain('ID=debian\n');
  expect(await run('uname -r')).toBe(await ask('uname -r'));
  expect(await run('dpkg --audit')).toBe('');
  const owners =
    'tar --numeric-owner -tvf /usr/share/course/debian.tar | cut -d " " -f 2 | sort -u';
  expect(await ask(owners)).toMatchInlineSnapshot(`
    "0/0
    0/8
    42/0
    "
  `);
});
