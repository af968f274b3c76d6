import { startHosts, startSandbox } from '../sandbox/sandbox.ts';
import type { Hosts } from '../sandbox/types.ts';
import type { Chapter } from '../transcript/types.ts';

/** The engine line whose output the fences hold. */
export const publishedEngineLine = '28.5-containerd';

/** Starts the machines that a chapter needs, the images of its front matter pulled: one, or one for each of its hosts. */
export async function startMachines(
  { images, hosts, needs }: Pick<Chapter, 'images' | 'hosts' | 'needs'>,
  engineLine = publishedEngineLine,
): Promise<Hosts> {
  const options = { engineLine, images, needs };
  if (hosts.length > 0) return startHosts(options, hosts);
  const sandbox = await startSandbox(options);
  return { sandboxes: [sandbox], stop: () => sandbox.stop() };
}
