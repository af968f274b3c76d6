import { findPublishedLine } from '../sandbox/engine-line.mjs';
import { startHosts, startSandbox } from '../sandbox/sandbox.ts';
import type { Hosts } from '../sandbox/types.ts';
import type { Chapter } from '../transcript/types.ts';

/** Starts the machines that a chapter needs, the images of its front matter pulled: one, or one for each of its hosts. */
export async function startMachines(
  { images, hosts, needs }: Pick<Chapter, 'images' | 'hosts' | 'needs'>,
  engineLine = findPublishedLine(),
): Promise<Hosts> {
  const options = { engineLine, images, needs };
  if (hosts.length > 0) return startHosts(options, hosts);
  const sandbox = await startSandbox(options);
  return { sandboxes: [sandbox], stop: () => sandbox.stop() };
}
