import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../sandbox/engine-root.mjs';
import { runTool, ToolError } from '../sandbox/run-tool.mjs';
import { ContainerError } from './container-error.ts';
import { findMissing } from './linux-packages.ts';

/**
 * The folder whose `node_modules` holds the packages for Linux: the project itself on Linux, elsewhere one in the cache that npm fills.
 */
export async function installLinuxPackages(
  project: string,
  packages: readonly string[],
  say: (step: string) => void,
): Promise<string> {
  if (findMissing(project, packages).length === 0) return project;
  const folder = join(cacheFolder(), 'linux-packages');
  if (findMissing(folder, packages).length === 0) return folder;
  say(`installing the project's packages for Linux into ${folder}, for the container (npm ci)`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    copyFileSync(join(project, file), join(folder, file));
  }
  const target = ['--os=linux', `--cpu=${process.arch}`, '--libc=glibc', '--ignore-scripts'];
  const command = ['npm', 'ci', ...target, '--prefer-offline', '--loglevel=error', '--no-progress'];
  await runTool(command, { cwd: folder }).catch((error: unknown) => {
    if (!(error instanceof ToolError)) throw error;
    throw new ContainerError(
      `expected npm to install packages for Linux but found: ${error.message}.\n${error.output.trim()}\n` +
        'Check the network and the disk, then run this again.',
      { cause: error },
    );
  });
  const [missing] = findMissing(folder, packages);
  if (missing === undefined) return folder;
  throw new ContainerError(
    `expected npm to install ${missing} for Linux but it did not. Install npm 10 or newer, then run this again.`,
  );
}
