import { findPublishedLine } from '../sandbox/engine-line.mjs';
import { startHosts } from '../sandbox/sandbox.ts';
import type { Sandbox } from '../sandbox/types.ts';

/**
 * Starts a reader's computer: its Docker is empty, the course's bundle lies where a chapter starts, there is no virtual machine and no
 * Debian to import, and its name is one that no page prints.
 */
export async function startReader(): Promise<{ sandbox: Sandbox; stop(): Promise<void> }> {
  const { sandboxes, stop } = await startHosts(
    { engineLine: findPublishedLine(), needs: ['bundle'] },
    [NAME],
  );
  const [sandbox] = sandboxes;
  if (sandbox === undefined) throw new Error('no machine was started');
  await sandbox.ask(['rm', '--recursive', '--force', ...notOfReaders]);
  return { sandbox, stop };
}

const NAME = 'laptop';

/** What every engine root holds for chapters that need it. */
const notOfReaders = ['/usr/share/vm', '/usr/share/course', '/usr/bin/qemu-system-x86_64'];
